import { describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { blankMember, type Member } from '#domain/model/member/member';
import { plainText } from '#domain/features/roster/grid';
import type { RosterReport } from '#domain/features/roster/report';
import { RosterCheck } from '#sheet/check-roster';
import { readWorkbook } from '#sheet/read-workbook';
import { writeWorkbook } from '#sheet/write-workbook';
import { campusBase, fixture } from '../support/roster-files';

const open = (bytes: Uint8Array<ArrayBuffer>, members: readonly Member[] = []) =>
	RosterCheck.open(bytes, 'a.xlsx', campusBase(members));

/** What the rows that go in become. */
const members = ({ rows }: RosterReport): Member[] =>
	rows
		.filter(({ verdict }) => verdict.startsWith('accept'))
		.map(({ memberId, values }) => ({ ...blankMember(memberId), ...values }));

async function tableOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> {
	const [grid] = await readWorkbook(bytes, 'a.xlsx');
	return (grid?.rows ?? []).map(({ cells }) => Array.from(cells, plainText));
}

describe('下载退回的行 gives back what did not go in, to be corrected and brought again', () => {
	test('the layout of the file and 退回原因 as last column, one row for each that stays out', async () => {
		const check = await open(fixture('roster-messy.xlsx'));
		const report = check.report();
		const [header, ...rows] = await tableOf(await check.refusedWorkbook());
		expect(header).toEqual([
			...report.sheets[0]!.columns.map((column) => column.header),
			'退回原因'
		]);
		const out = report.rows.filter(({ verdict }) => /^(?:reject|needs-answer)$/.test(verdict));
		expect(rows).toHaveLength(report.counts.reject + report.counts['needs-answer']);
		expect(rows.map((row) => row[1]?.replace(/\s/g, ''))).toEqual(
			out.map(({ values }) => values.name)
		);
		for (const row of rows) expect(row.at(-1)).toMatch(/[\u4e00-\u9fff]{4}/);
		// A question nobody answered is told as what is still open, an error by its rule.
		expect(rows.find((row) => row[1] === '覃凯')?.at(-1)).toContain('待回答');
		expect(rows.find((row) => /^5\d+$/.test(row[5] ?? ''))).toBeUndefined();
	});

	test('corrected, the rows go in; the reason is no column of theirs, and does not come twice', async () => {
		const check = await open(fixture('roster-messy.xlsx'));
		const first = check.report();
		const table = await tableOf(await check.refusedWorkbook());
		const header = table[0]!;
		const at = (label: string) => header.findIndex((text) => text.replace(/\s/g, '') === label);
		for (const row of table) {
			if (row[at('姓名')] === '覃凯') row[at('入党时间')] = '2018-12-16';
		}
		const again = await open(await writeWorkbook(table, '退回的行'), members(first));
		const report = again.report();
		expect(report.sheets[0]!.columns.at(-1)).toMatchObject({ header: '退回原因', field: null });
		const corrected = report.rows.find(({ values }) => values.name === '覃凯');
		expect(corrected?.verdict).toBe('accept');
		expect(corrected?.values.joinDate).toBe('2018-12-16');
		const second = await tableOf(await again.refusedWorkbook());
		expect(second[0]).toEqual(header);
		expect(second).toHaveLength(table.length - 1);
	});

	test('a day comes back as a day, whatever way the sheet showed it', async () => {
		// 46000 under the American format 14, in a row refused for its phone number.
		const sheet = utils.aoa_to_sheet([
			['姓名', '联系电话', '入党时间'],
			['张三', '164000', { t: 'n', v: 46_000, z: 'm/d/yy' }]
		]);
		const written = write(utils.book_new(sheet, '名册'), { type: 'array' }) as ArrayBuffer;
		const check = await open(new Uint8Array(written));
		const [, row] = await tableOf(await check.refusedWorkbook());
		expect(row?.[2]).toBe('2025-12-09');
	});

	test('what was answered and goes in is not among the refused', async () => {
		const check = await open(fixture('roster-messy.xlsx'));
		const before = check.report().counts;
		const after = check.report({ answers: { '10:joinDate': '2018-12-16' } }).counts;
		expect(after['needs-answer']).toBe(before['needs-answer'] - 1);
		const rows = await tableOf(await check.refusedWorkbook());
		expect(rows.map((row) => row[1])).not.toContain('覃凯');
	});
});
