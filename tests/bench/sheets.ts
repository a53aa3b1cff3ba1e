import type { FieldKey } from '#domain/member/fields';
import { rosterFields } from '#domain/roster/columns';
import { cellsOf, neededKeys, outColumns } from '#domain/roster/write-rows';
import { RosterFile } from '#sheet/write-roster';
import { madeUpMembers } from './made-up-members';
import { paired, report } from './measure';

/** P-5, first half: a roster of 10,000 × 40 out, against SheetJS writing the same texts. */
export async function benchExport(count = 10_000): Promise<void> {
	const { utils, write } = await import('xlsx');
	const members = madeUpMembers(count, ['b1']);
	const columns = rosterFields.slice(0, 40).map((field) => field.key as FieldKey);
	const layout = { columns, style: 'code', format: 'xlsx' } as const;
	const out = outColumns(columns, 'code', []);
	const keys = neededKeys(out);
	const values = members.map((member) =>
		keys.map((key) => (key === 'completeness' ? '' : (member[key] ?? '')))
	);
	const table = [out.map(({ header }) => header), ...values.map(cellsOf(out))];
	const times = await paired(
		5,
		() => {
			const file = new RosterFile(layout, []);
			file.add(values);
			return file.finish();
		},
		() => {
			const book = utils.book_new();
			utils.book_append_sheet(book, utils.aoa_to_sheet(table), '党员名册');
			write(book, { type: 'array', bookType: 'xlsx', compression: true });
		}
	);
	report({
		id: 'P-5 export',
		work: `${count} × ${columns.length} to .xlsx`,
		reach: '≤ 1.2 × SheetJS alone',
		...times,
		ok: times.ratio <= 1.2
	});
}
