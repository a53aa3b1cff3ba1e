import { expect, test } from 'vitest';
import { read, utils, type WorkSheet } from 'xlsx';
import { compareYears } from '#domain/features/statistics/comparison';
import { nodeOf } from '#domain/features/statistics/node';
import {
	comparisonRows,
	comparisonTitle,
	studentRows,
	studentTitle
} from '#domain/features/statistics/sheet-rows';
import { studentSheet } from '#domain/features/statistics/students';
import { writeWorkbook } from '#sheet/write-workbook';
import { branch, soundMember, soundStudent, today } from '../support/sound-member';

/** The workbooks of 统计, as a spreadsheet library that is not ours to fix reads them. */

const node = nodeOf(branch, [branch]);
const members = [
	soundMember({ id: 'a' }),
	soundStudent({ id: 'b', gender: '2', enterBranchType: '0', enteredBranchOn: '2026-06-15' }),
	soundMember({ id: 'c', name: '=1+1', joinDate: '2026-06-15', enterBranchType: '' })
];

async function sheetOf(
	rows: Parameters<typeof writeWorkbook>[0],
	name: string
): Promise<WorkSheet> {
	const book = read(await writeWorkbook(rows, name));
	expect(book.SheetNames).toEqual([name]);
	return book.Sheets[name]!;
}
const valuesOf = (sheet: WorkSheet) => utils.sheet_to_json<unknown[]>(sheet, { header: 1 });

test('the comparison workbook: counts are numbers, the named list stands below', async () => {
	const facts = { members, departures: [], node, year: 2026, today };
	const sheet = await sheetOf(
		comparisonRows(compareYears(facts), branch.fullName),
		comparisonTitle
	);
	const rows = valuesOf(sheet);
	expect(rows[0]).toEqual([comparisonTitle]);
	expect(rows).toContainEqual(['2025年底党员总数', 1, '按记录推算']);
	expect(rows).toContainEqual(['\u3000发展党员', 1]);
	expect(rows).toContainEqual(['2026年党员总数', 3, '截至 2026-11-23']);
	expect(rows).toContainEqual(['差额', 1, '不相符，见需说明']);
	const named = rows.at(-1)!;
	expect(named.slice(1)).toEqual([1, '=1+1']);
	const cells = Object.values(sheet).filter((cell): cell is { t: string } => 't' in Object(cell));
	expect(new Set(cells.map(({ t }) => t))).toEqual(new Set(['s', 'n']));
	expect(JSON.stringify(sheet)).not.toContain('"f":');
});

test('the student workbook has the rows and columns of the screen', async () => {
	const rows = valuesOf(
		await sheetOf(studentRows(studentSheet(members, node, today), branch.fullName), studentTitle)
	);
	expect(rows).toContainEqual(['项目', '合计', '女', '少数民族', '本年发展']);
	expect(rows).toContainEqual(['学生党员', 1, 1, 0, 1]);
	expect(rows).toContainEqual(['\u3000大学本科', 1, 1, 0, 1]);
	expect(rows.at(-1)).toEqual(['入党时60岁及以上的新党员', 0]);
});
