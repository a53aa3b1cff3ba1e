import type { SheetRows } from '#domain/features/roster/grid';
import { doubts, type Comparison, type Person } from './comparison';
import { studentColumns, type StudentSheet } from './students';

/** One character wide: a workbook has no other indent that every program shows. */
const INDENT = '\u3000';

export const comparisonTitle = '党员增减两年对照表';
export const studentTitle = '学生党员情况表';

/** One line of the comparison sheet as it is read, on the screen and in the file. */
export interface ComparisonLine {
	/** `total`: a total of its own; `sum`: what the lines after it add up to; `flow`: one of those. */
	kind: 'total' | 'sum' | 'flow';
	name: string;
	count: number;
	note: string;
	people: readonly Person[];
}

export function comparisonLines(sheet: Comparison): ComparisonLine[] {
	const { year, until, lines, reported, last } = sheet;
	const flowsOf = (sign: 1 | -1) =>
		lines
			.filter((line) => line.sign === sign)
			.map(({ name, people }): ComparisonLine => ({
				kind: 'flow',
				name,
				count: people.length,
				note: '',
				people
			}));
	const line = (kind: 'total' | 'sum', name: string, count: number, note: string) => ({
		kind,
		name,
		count,
		note,
		people: []
	});
	const origin = reported === undefined ? '按记录推算' : `上年年报数；按记录推算为 ${last}`;
	return [
		line('total', `${year - 1}年底党员总数`, reported ?? last, origin),
		line('sum', '本年增加', sheet.added, ''),
		...flowsOf(1),
		line('sum', '本年减少', sheet.removed, ''),
		...flowsOf(-1),
		line('total', `${year}年应有党员总数`, sheet.expected, '上年总数 + 增加 − 减少'),
		line('total', `${year}年党员总数`, sheet.total, `截至 ${until}`),
		line('total', '差额', sheet.difference, sheet.difference === 0 ? '相符' : '不相符，见需说明')
	];
}

export function comparisonRows(sheet: Comparison, orgName: string): SheetRows {
	return [
		[comparisonTitle],
		['党组织', orgName],
		[],
		['项目', '人数', '说明'],
		...comparisonLines(sheet).map(({ kind, name, count, note }) => [
			kind === 'flow' ? INDENT + name : name,
			count,
			note
		]),
		[],
		['需说明', '人数', '姓名'],
		...[...sheet.doubts].map(([doubt, people]) => [
			doubts[doubt].text,
			people.length,
			people.map(({ name }) => name).join('、')
		]),
		...(sheet.doubts.size === 0 ? [['没有', 0]] : [])
	];
}

export function studentRows(sheet: StudentSheet, orgName: string): SheetRows {
	return [
		[studentTitle],
		['党组织', orgName],
		['截至', sheet.today],
		[],
		['项目', ...studentColumns.map(({ name }) => name)],
		...sheet.rows.map(({ name, depth, counts }) => [
			INDENT.repeat(depth) + name,
			...studentColumns.map(({ key }) => counts[key])
		]),
		[],
		['需说明', '人数', '姓名（年龄）'],
		...sheet.outliers.map(({ name, people }) => [
			name,
			people.length,
			people.map((person) => `${person.name}（${person.age}）`).join('、')
		])
	];
}
