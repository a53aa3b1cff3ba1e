import { describe, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { codeTables } from '#domain/codes/registry';
import { blankMember, type Member } from '#domain/model/member/member';
import type { FieldKey } from '#domain/model/member/fields';
import { nationalLayout, rosterFields } from '#domain/features/roster/columns';
import { readRoster } from '#domain/features/roster/read-rows';
import type { CodeStyle, RosterColumns } from '#domain/features/roster/write-rows';
import { readWorkbook } from '#sheet/read-workbook';
import { RosterFile } from '#sheet/write-roster';
import { campus, campusBase, expected, fixture, orgId, reportOn } from '../support/roster-files';

const everyColumn = rosterFields.map((field) => field.key as FieldKey);

/** The rows of the file, header first, as a spreadsheet library that is not ours to fix reads them. */
async function tableOf(
	members: readonly Member[],
	columns: RosterColumns,
	style: CodeStyle,
	format: 'xlsx' | 'csv' = 'xlsx'
): Promise<{ bytes: Uint8Array<ArrayBuffer>; rows: string[][] }> {
	const file = new RosterFile({ columns, style, format }, campus);
	file.add(
		members.map((member) =>
			file.keys.map((key) => (key === 'completeness' ? '90' : (member[key] ?? '')))
		)
	);
	const bytes = await file.finish();
	const book = read(bytes);
	const sheet = book.Sheets[book.SheetNames[0]!]!;
	return { bytes, rows: utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' }) };
}

/** The accepted rows of the demo roster as members. */
async function roster(): Promise<Member[]> {
	const report = await reportOn('roster-national.xlsx');
	return report.rows
		.filter(({ verdict }) => verdict.startsWith('accept'))
		.map(({ memberId, values }) => ({ ...blankMember(memberId), ...values }));
}

describe('the national layout', () => {
	test('its 25 headers are those of the national export, byte for byte', async () => {
		const book = read(fixture('roster-national.xlsx'));
		const given = utils.sheet_to_json<string[]>(book.Sheets['党员名册']!, { header: 1 })[0];
		expect(nationalLayout).toHaveLength(25);
		expect(nationalLayout.map(({ header }) => header)).toEqual(given);
		expect((await tableOf([], 'national', 'code')).rows[0]).toEqual(given);
		expect(given).toContain('是否农民工 ');
	});

	test('the roster that came in goes out with the same national columns and comes in again', async () => {
		const members = await roster();
		const { bytes } = await tableOf(members, 'national', 'code');
		const said = { answers: { 'IM-02:education': 'education' } };
		const again = readRoster(
			await readWorkbook(bytes, 'a.xlsx'),
			campusBase(),
			'b'.repeat(64),
			said
		);
		expect(again?.counts.reject).toBe(0);
		expect(again?.rows.map(({ values }) => values)).toEqual(
			members.map((member) =>
				Object.fromEntries(
					Object.keys(again!.rows[0]!.values).map((key) => [key, member[key as FieldKey]])
				)
			)
		);
	});
});

describe('codes, names, or both', () => {
	const member: Member = {
		...blankMember('m1'),
		name: '张三',
		education: '11',
		branchId: orgId('990000000012')
	};
	const columns: FieldKey[] = ['name', 'education', 'branchId'];
	const branch = campus.find((org) => org.code === '990000000012')!.fullName;
	const education = codeTables.education.nameOf('11');

	test.each([
		[
			'code',
			[
				['姓名', '学历', '组织关系所在党支部'],
				['张三', '11', '990000000012']
			]
		],
		[
			'name',
			[
				['姓名', '学历', '组织关系所在党支部'],
				['张三', education, branch]
			]
		],
		[
			'both',
			[
				['姓名', '学历代码', '学历', '组织关系所在党支部代码', '组织关系所在党支部'],
				['张三', '11', education, '990000000012', branch]
			]
		]
	] as const)('%s', async (style, rows) => {
		expect((await tableOf([member], columns, style)).rows).toEqual(rows);
	});

	test.each(['code', 'name', 'both'] as const)(
		'every column as %s, out and in again, gives the same records',
		async (style) => {
			const members = await roster();
			for (const format of ['xlsx', 'csv'] as const) {
				const { bytes } = await tableOf(members, everyColumn, style, format);
				const grids = await readWorkbook(bytes, `a.${format}`);
				const said = { answers: { 'IM-02:education': 'education' } };
				const again = readRoster(grids, campusBase(), 'b'.repeat(64), said);
				expect(again?.counts.rows).toBe(
					expected.files['roster-national.xlsx'].verdicts['accept']! +
						expected.files['roster-national.xlsx'].verdicts['accept-with-findings']!
				);
				for (const [n, row] of again!.rows.entries()) expect(members[n]).toMatchObject(row.values);
			}
		}
	);
});

describe('[§11] a code of this register’s own never leaves as a national one', () => {
	const own = rosterFields.flatMap(({ key, table }) =>
		(table ? codeTables[table].rows : [])
			.filter((row) => row.local && row.selectable !== false)
			.map((row) => ({ key: key as FieldKey, code: row.code, name: row.name }))
	);

	test.each(own)('$key $code $name', async ({ key, code, name }) => {
		const member = { ...blankMember('m1'), [key]: code };
		const [, coded] = (await tableOf([member], [key], 'code')).rows;
		expect(coded).toEqual([`${name}（本系统自定）`]);
		const [, both] = (await tableOf([member], [key], 'both')).rows;
		expect(both).toEqual(['', name]);
		const national = (await tableOf([member], 'national', 'code')).rows[1]!;
		const at = nationalLayout.findIndex((column) => column.key === key);
		if (at >= 0) expect(national[at]).toBe(`${name}（本系统自定）`);
	});

	test('and comes back as the code it was', async () => {
		expect(own.length).toBeGreaterThan(3);
		for (const { key, code } of own) {
			const member = { ...blankMember('m1'), name: '张三', [key]: code };
			for (const style of ['code', 'name', 'both'] as const) {
				const { bytes } = await tableOf([member], ['name', key], style);
				const said = { answers: { [`IM-02:${key}`]: 'education' } };
				const report = readRoster(
					await readWorkbook(bytes, 'a.xlsx'),
					campusBase(),
					'c'.repeat(64),
					said
				);
				expect(report?.rows[0]?.values[key], `${key} ${code} as ${style}`).toBe(code);
			}
		}
	});
});
