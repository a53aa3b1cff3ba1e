import type {
	RosterReport,
	RosterRow,
	RowVerdict,
	SkipReason
} from '#domain/features/roster/report';

/** What each verdict of a row is called, in the order they are shown: what needs a person first. */
export const verdicts: Record<RowVerdict, { label: string; tone: string }> = {
	'needs-answer': { label: '待回答', tone: 'text-info' },
	reject: { label: '退回', tone: 'text-error' },
	'accept-with-findings': { label: '可导入，有提醒', tone: 'text-warning' },
	accept: { label: '可导入', tone: 'text-success' },
	unchanged: { label: '已导入过', tone: 'text-secondary' }
};
export const verdictOrder = Object.keys(verdicts) as RowVerdict[];

/** Why a row of the sheet was taken for no person. */
export const skipWords: Record<SkipReason, string> = {
	title: '标题',
	header: '表头',
	'second-header': '重复的表头',
	blank: '空行',
	total: '合计',
	signature: '签名',
	note: '说明'
};

/** 第 3 行, with its sheet where several were read. */
export function rowLabel(report: RosterReport | undefined, { sheet, row }: RosterRow): string {
	const sheets = report?.sheets ?? [];
	const name = sheets.length > 1 ? sheets.find((one) => one.sheet === sheet)?.name : undefined;
	return `${name ? `“${name}”` : ''}第 ${row} 行`;
}

/** At most so many names in one sentence. */
const NAMED = 10;

/** 张三、李四 等 12 名 */
export function namesOf(rows: readonly RosterRow[], nameOf: (row: RosterRow) => string): string {
	const names = rows.slice(0, NAMED).map(nameOf).join('、');
	return rows.length > NAMED ? `${names} 等 ${rows.length} 名` : names;
}

/** Whether the row is meant by the words: its number, name, ID number, or what is said of it. */
export function rowMatches({ row, values, why, findings, ask }: RosterRow, words: string): boolean {
	return (
		String(row) === words ||
		(values.name ?? '').includes(words) ||
		(values.idNumber ?? '').includes(words.toUpperCase()) ||
		why.some((sentence) => sentence.includes(words)) ||
		findings.some(({ message }) => message.includes(words)) ||
		ask.some(({ sentence }) => sentence.includes(words))
	);
}
