import { hyphened, isUnusual, usual, withoutInvisible } from '#domain/kernel/usual-characters';
import type { Field } from '#domain/model/member/field';

/**
 * What typing and import do to a raw text before it is judged: spelling is unified, meaning is kept.
 * Every function here gives its own result back unchanged, so that a stored value survives any
 * number of exports and imports.
 */

const BLANKS = /\s+/g;
const MIDDLE_DOTS =
	/[\u00b7\u0387\u16eb\u2022\u2024\u2027\u2219\u22c5\u2e31\u2e33\u30fb\uff0e\uff65.]/g;
/** What marks a cell as text; it never belongs to a number. */
const APOSTROPHES = /^[\s'’‘`]+/;

/**
 * One line of text: ends trimmed, line breaks and tabs become one blank, letters in the form in
 * which everybody writes them (NFC); the rest stays as typed.
 */
export function normaliseText(raw: string): string {
	if (!isUnusual(raw)) return raw.trim();
	return withoutInvisible(raw)
		.replace(/\s*[\t\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ')
		.trim()
		.normalize();
}

/** Text that may have several lines (备注): ends trimmed, one kind of line break, blanks for tabs. */
export function normaliseNote(raw: string): string {
	if (!isUnusual(raw)) return raw.trim();
	return withoutInvisible(raw)
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.replace(/\t/g, ' ')
		.trim()
		.normalize();
}

/** 姓名: no blanks at all, one kind of middle dot between the parts of a name. */
export function normaliseName(raw: string): string {
	if (!isUnusual(raw) && !/[\s.]/.test(raw)) return raw;
	return withoutInvisible(raw).replace(BLANKS, '').replace(MIDDLE_DOTS, '·').normalize();
}

/**
 * 公民身份号码: usual digits, capital X, no apostrophe that marked the cell as text. Blanks between
 * the groups of one number go; its check character tells whether it was one.
 */
export function normaliseIdNumber(raw: string): string {
	return usual(raw).replace(APOSTROPHES, '').replace(BLANKS, '').toUpperCase();
}

const MOBILE = /^(?:\(?(?:\+ ?86|0086|86)\)?[ -]*)?([1(][\d ()-]*)$/;

/**
 * 手机号码: usual digits; the country code 86 and blanks, hyphens and brackets between groups go.
 * A group of one figure is no group of a number but an extension or a slip, and stays to be seen.
 */
export function normaliseMobile(raw: string): string {
	const text = hyphened(usual(raw)).replace(APOSTROPHES, '').replace(BLANKS, ' ').trim();
	const number = MOBILE.exec(text)?.[1] ?? '';
	const groups = number.split(/[ ()-]+/).filter((group) => group !== '');
	const digits = groups.join('');
	return /^1\d{10}$/.test(digits) && groups.every((group) => group.length > 1) ? digits : text;
}

/** 固定电话: usual digits, one kind of hyphen, no blanks. One or two last figures are an extension. */
export function normaliseLandline(raw: string): string {
	const text = hyphened(usual(raw)).replace(APOSTROPHES, '').trim();
	return text
		.replace(/(\d)\s+(\d{1,2})$/, '$1-$2')
		.replace(BLANKS, '')
		.replace(/^\((0\d{2,3})\)-?/, '$1-');
}

/** A whole number as it is written: usual digits and minus, no unit. Two numbers stay two. */
export function normaliseNumber(raw: string): string {
	const text = hyphened(usual(raw)).replace(APOSTROPHES, '').trim();
	return text
		.replace(/(\d)\s*(?:个月|月)$/, '$1')
		.replace(/^(-?)\s+(?=\d)/, '$1')
		.replace(/^(-?\d+)\.0+$/, '$1');
}

/** A value of any kind but a date in its one spelling. */
export function respelled({ key, kind }: Pick<Field, 'key' | 'kind'>, raw: string): string {
	switch (kind) {
		case 'idNumber':
			return normaliseIdNumber(raw);
		case 'mobile':
			return normaliseMobile(raw);
		case 'landline':
			return normaliseLandline(raw);
		case 'number':
			return normaliseNumber(raw);
		case 'note':
			return normaliseNote(raw);
		case 'text':
			return key === 'name' ? normaliseName(raw) : normaliseText(raw);
		default:
			return normaliseText(raw);
	}
}
