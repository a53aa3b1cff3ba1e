import { labelOf, type FieldKey } from '#domain/model/member/fields';
import type { QuestionCode } from './report';

/** Longest piece of a cell that a sentence repeats. */
const QUOTED = 30;

function quoted(given: string): string {
	const text = [...given].slice(0, QUOTED).join('');
	return text === given ? `“${text}”` : `“${text}…”`;
}

/** What is wrong with a cell where no rule has a number. Each says what to do. */
export const reasons = {
	formula: (field: FieldKey) => `${labelOf(field)}是公式，请改为数值后重新导入`,
	cellKind: (field: FieldKey) => `${labelOf(field)}单元格不是文本、数字或日期，请改为文本`,
	idAsNumber: () => '公民身份号码以数字格式存储，末几位已丢失，请把单元格设为文本后重新填写',
	idRounded: () =>
		'公民身份号码的末三位是 0 且校验码不符，可能在存为数字时已丢失，请按原件重新填写',
	date: (field: FieldKey, given: string) => `${labelOf(field)}${quoted(given)}不是有效日期`,
	number: (field: FieldKey, given: string) => `${labelOf(field)}${quoted(given)}不是整数`,
	code: (field: FieldKey, given: string) => `${labelOf(field)}${quoted(given)}不在代码表中`,
	text: (field: FieldKey) => `${labelOf(field)}过长或含有不可见的控制字符`,
	reach: (given: string) => `属于${quoted(given)}，不在您管理的范围`,
	elsewhere: (given: string) =>
		`属于${quoted(given)}，本机没有这个党组织，不在您管理的范围；是本组织的党员时请改正党支部名称`,
	unanswered: (sentence: string) => `待回答：${sentence}`
} as const;

/** The question a row asks, in words. */
export function questionSentence(code: QuestionCode, field: FieldKey, given: string): string {
	const what = `${labelOf(field)}${quoted(given)}`;
	switch (code) {
		case 'day-missing':
			return `${what}缺少日，请补全日期`;
		case 'date-serial':
			return `${what}是没有日期格式的数字，请确认日期`;
		case 'date-hidden':
			return `${what}的单元格格式没有显示完整的年月日，请确认日期`;
		case 'date-zone':
			return `${what}是其他时区的时间，换算后可能差一天，请确认日期`;
		case 'date-order':
			return `${what}看不出哪个是月、哪个是日，请确认日期`;
		case 'id-15':
			return `${what}是 15 位旧号码，请确认升为 18 位`;
		case 'branch-empty':
			return `未填写${labelOf(field)}，请选择党支部`;
		case 'branch-title':
			return `表名是${quoted(given)}，这一行没有写党支部，请选择党支部`;
		case 'branch-unknown':
			return `本机没有名为${quoted(given)}的党组织，请选择党支部`;
		case 'branch-several':
			return `名为${quoted(given)}的党组织不止一个，请选择党支部`;
		case 'code-table':
			return `${what}出自哪个代码表，请先选择`;
	}
}
