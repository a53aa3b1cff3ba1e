import { markOf } from '#domain/codes/code-mark';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import type { OutColumn } from '#domain/features/roster/write-rows';

/** A national code of an export that no public source confirms. */
export interface CodeToVerify {
	key: FieldKey;
	/** The header of its column, as the file has it. */
	header: string;
	code: string;
	name: string;
	/** How many members carry it. */
	members: number;
}

/** The codes to verify that an export of these columns carries, column by column, in the order of the tables. */
export function codesToVerify(
	columns: readonly OutColumn[],
	members: readonly Member[]
): CodeToVerify[] {
	return columns.flatMap(({ header, key, codes }) => {
		if (!codes || key === 'completeness') return [];
		const due = codes.rows.filter((row) => markOf(row) === 'verify');
		if (due.length === 0) return [];
		const counts = new Map(due.map(({ code }) => [code, 0]));
		for (const { [key]: code } of members) {
			const count = counts.get(code);
			if (count !== undefined) counts.set(code, count + 1);
		}
		return due
			.map(({ code, name }) => ({ key, header, code, name, members: counts.get(code) ?? 0 }))
			.filter((one) => one.members > 0);
	});
}
