import { isKnownCode } from '#domain/codes/is-known-code';
import type { EntryField } from '#domain/model/member/list';
import { readDate } from '#domain/kernel/date-spelling';
import { normalise } from '#domain/model/member/normalise';
import { unfitFor } from '#domain/model/member/value-shape';

/** Why a text shows no single day. */
const unsure = {
	day: '日期要写到日，如 2019-06-30。',
	zone: '这是其他时区的时间，换算后可能差一天，请只写日期，如 2019-06-30。',
	order: '看不出哪个是月、哪个是日，请写成 2019-06-30 的样子。'
} as const;

/**
 * Why a typed text cannot be kept as this field’s value, in words; undefined when it can.
 * Only what no rule could judge, by the shape that the wire asks for as well: something that is no
 * day, no whole number, no code, too long, or written with characters nobody sees.
 */
export function inputProblem(field: EntryField, text: string): string | undefined {
	if (text === '') return undefined;
	if (field.kind === 'date') {
		const reading = readDate(text);
		if ('date' in reading) return undefined;
		if ('monthOnly' in reading) return `日期要写到日，如 ${reading.monthOnly}-15。`;
		return 'unsure' in reading
			? unsure[reading.unsure]
			: '不是一个日期，请写成 2019-06-30 的样子。';
	}
	if (field.kind === 'number' && !/^-?\d+$/.test(text)) return '请填整数。';
	const { max } = field;
	const length = [...text].length;
	if (max !== undefined && length > max) return `最多 ${max} 个字，现有 ${length} 个。`;
	if (unfitFor(field, normalise(field, text), isKnownCode) === undefined) return undefined;
	return field.table ? '表中没有这一项，请重新选择。' : '有不能保存的字符，请删去后重新输入。';
}
