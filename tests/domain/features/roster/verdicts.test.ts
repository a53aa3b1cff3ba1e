import { describe, expect, test } from 'vitest';
import type { RosterReport, RosterRow, SheetReport } from '#domain/features/roster/report';
import { registered } from '#domain/features/roster/judge-rows';
import {
	campusBase,
	expected,
	orgId,
	reportOn,
	type ExpectedRow
} from '../../../support/roster-files';
import { soundMember } from '../../../support/sound-member';

const exact = new Set(expected.compare.exact);

/** branchCode of the list is branchId here. */
const ours = (field: string) => (field === 'branchCode' ? 'branchId' : field);

function rowOf(report: RosterReport, row: number): RosterRow {
	const found = report.rows.find((candidate) => candidate.row === row);
	if (!found) throw new Error(`row ${row} is missing`);
	return found;
}

/** What differs between a row and what expected.json says of it, by its own rules of comparison. */
function differences(row: RosterRow, want: ExpectedRow): string[] {
	const found: string[] = [];
	if (row.verdict !== want.verdict) found.push(`${row.verdict} instead of ${want.verdict}`);
	const errorsOnly = want.verdict === 'reject';
	const fired = row.findings
		.filter(({ severity }) => !errorsOnly || severity === 'error')
		.map(({ rule }) => rule);
	for (const rule of want.rules) if (!fired.includes(rule)) found.push(`${rule} is silent`);
	const allowed = new Set([...want.rules, ...(want.open ?? [])]);
	for (const rule of fired) if (exact.has(rule) && !allowed.has(rule)) found.push(`${rule} fires`);
	if (fired.includes('IM-01') !== errorsOnly) found.push('IM-01');
	for (const [field, value] of Object.entries(want.values ?? {})) {
		const key = ours(field) as keyof RosterRow['values'];
		const asked = row.ask.some((question) => question.field === key);
		if (asked !== (value === null)) found.push(`${field} ${asked ? 'is' : 'is not'} asked`);
		const wanted = field === 'branchCode' && value ? orgId(value) : value;
		if (value !== null && row.values[key] !== wanted) {
			found.push(`${field} is ${row.values[key]} instead of ${wanted}`);
		}
	}
	for (const question of want.ask ?? []) {
		const ask = row.ask.find((candidate) => candidate.field === ours(question.field));
		if (ask?.given !== question.given) found.push(`${question.field} is not asked as given`);
		if (question.propose && ask?.propose !== question.propose) found.push('another proposal');
	}
	return found.map((text) => `row ${row.row}: ${text}`);
}

describe.each(['roster-national.xlsx', 'roster-messy.xlsx'] as const)('%s', (name) => {
	const want = expected.files[name];

	test('[IM-01] every row gets the verdict, the rules and the values that expected.json names', async () => {
		const report = await reportOn(name);
		expect(report.rows.map(({ row }) => row)).toEqual(want.list.map(({ row }) => row));
		expect(want.list.flatMap((line) => differences(rowOf(report, line.row), line))).toEqual([]);
		for (const [verdict, count] of Object.entries(want.verdicts)) {
			expect([verdict, report.counts[verdict as keyof typeof report.counts]]).toEqual([
				verdict,
				count
			]);
		}
	});

	test('[IM-03] sheet, header row, columns and file findings are those of the list', async () => {
		const report = await reportOn(name);
		expect(report.sheets.map(({ name }) => name)).toEqual([want.sheet]);
		const [sheet] = report.sheets as [SheetReport];
		expect(sheet.headerRow).toBe(want.headerRow);
		expect(report.otherSheets.map(({ name }) => name)).toEqual(
			(want.otherSheets ?? []).map(({ sheet }) => sheet)
		);
		expect(sheet.columns.map(({ header, field }) => [header, field])).toEqual(
			want.columns.map((column) => [
				column[0],
				column.at(-1) === null ? null : ours(column.at(-1) ?? '')
			])
		);
		expect(sheet.fileFindings).toEqual(want.fileFindings);
	});
});

test.each([
	['1', 'reject'],
	['left', 'accept']
])(
	'[ID-07] a row with the number of a record whose 党籍状态 is %s: %s',
	async (status, verdict) => {
		const name = 'roster-national.xlsx';
		const row = (await reportOn(name)).rows.find((one) => one.verdict === 'accept')!;
		const { idNumber = '' } = row.values;
		const held = soundMember({ id: orgId('another'), idNumber, membershipStatus: status });
		const report = await reportOn(name, {}, campusBase([registered(held)]));
		const again = rowOf(report, row.row);
		expect(again.verdict).toBe(verdict);
		expect(again.findings.some(({ rule }) => rule === 'ID-07')).toBe(verdict === 'reject');
	}
);
