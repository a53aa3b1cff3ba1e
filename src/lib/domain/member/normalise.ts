import { isPlainDate, plainDate, type PlainDate } from '#domain/kernel/plain-date';
import type { Field } from '#domain/member/field';

/**
 * What typing and import do to a raw text before it is judged: spelling is unified, meaning is kept.
 * Every function here gives its own result back unchanged, so that a stored value survives any
 * number of exports and imports.
 */

/** Characters nobody sees: zero-width blanks and joiners, the byte order mark, the soft hyphen. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
const UNUSUAL = /[^\u0020-\u007e\u4e00-\u9fff]/;
const BLANKS = /\s+/g;
const DASHES = /[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const MIDDLE_DOTS =
	/[\u00b7\u0387\u16eb\u2022\u2024\u2027\u2219\u22c5\u2e31\u2e33\u30fb\uff0e\uff65.]/g;

/** Full-width digits, letters and signs become the usual ones; nothing else of NFKC is wanted here. */
function narrow(raw: string): string {
	return UNUSUAL.test(raw) ? raw.normalize('NFKC').replace(INVISIBLE, '') : raw;
}

/** One line of text: ends trimmed, line breaks and tabs become one blank, the rest stays as typed. */
export function normaliseText(raw: string): string {
	if (!UNUSUAL.test(raw)) return raw.trim();
	return raw
		.replace(INVISIBLE, '')
		.replace(/\s*[\t\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ')
		.trim();
}

/** Text that may have several lines (备注): ends trimmed, one kind of line break. */
export function normaliseNote(raw: string): string {
	if (!UNUSUAL.test(raw)) return raw.trim();
	return raw
		.replace(INVISIBLE, '')
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.trim();
}

/** 姓名: no blanks at all, one kind of middle dot between the parts of a name. */
export function normaliseName(raw: string): string {
	if (!UNUSUAL.test(raw) && !/[\s.]/.test(raw)) return raw;
	return raw.replace(INVISIBLE, '').replace(BLANKS, '').replace(MIDDLE_DOTS, '·');
}

/** 公民身份号码: usual digits, capital X, no blanks, and no apostrophe that marked the cell as text. */
export function normaliseIdNumber(raw: string): string {
	return narrow(raw)
		.replace(BLANKS, '')
		.replace(/^['’‘`]+/, '')
		.toUpperCase();
}

/** 手机号码: usual digits; blanks, hyphens, brackets and the country code 86 go. */
export function normaliseMobile(raw: string): string {
	const text = narrow(raw)
		.replace(BLANKS, '')
		.replace(DASHES, '')
		.replace(/^['’‘`]+/, '');
	return text.replace(/[()]/g, '').replace(/^(?:\+86|0086|86)(?=1\d{10}$)/, '');
}

/** 固定电话: usual digits, one kind of hyphen, no blanks. */
export function normaliseLandline(raw: string): string {
	const text = narrow(raw)
		.replace(BLANKS, '')
		.replace(/^['’‘`]+/, '');
	return text.replace(DASHES, '-').replace(/^\((0\d{2,3})\)-?/, '$1-');
}

/** A whole number as it is written: usual digits and minus, no blanks, no unit. */
export function normaliseNumber(raw: string): string {
	const text = narrow(raw).replace(BLANKS, '').replace(/^'+/, '').replace(DASHES, '-');
	return text.replace(/(?:个月|月)$/, '').replace(/^(-?\d+)\.0+$/, '$1');
}

/**
 * What a raw text says about a day. `{ date: '' }` is an empty cell; `monthOnly` is YYYY-MM;
 * `invalid` gives the text back: a day no calendar has, a two-digit year, or no date at all.
 */
export type DateReading = { date: PlainDate } | { monthOnly: string } | { invalid: string };

const DAY =
	/^(\d{4})[-./年·,、_](\d{1,2})[-./月·,、_](\d{1,2})[日号]?(?:T?\d{1,2}[:时]\d{2}(?:[:分]\d{2}(?:\.\d+)?秒?)?(?:[AaPp][Mm])?Z?)?$/;
const MONTH = /^(\d{4})[-./年·,、_](\d{1,2})月?$/;
const EIGHT = /^(\d{4})(\d{2})(\d{2})$/;
const SIX = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/;

/** Reads a day in the spellings that offices use; a time of day behind it is dropped. */
export function readDate(raw: string): DateReading {
	if (isPlainDate(raw)) return { date: raw };
	const text = narrow(raw).replace(BLANKS, '').replace(/^'+/, '').replace(/[。｡]/g, '.');
	if (text === '') return { date: '' };
	const day = DAY.exec(text) ?? EIGHT.exec(text);
	if (day) {
		const date = plainDate(Number(day[1]), Number(day[2]), Number(day[3]));
		return isPlainDate(date) ? { date } : { invalid: raw.trim() };
	}
	const month = MONTH.exec(text) ?? SIX.exec(text);
	const number = Number(month?.[2]);
	if (month && number >= 1 && number <= 12) {
		return { monthOnly: `${month[1]}-${String(number).padStart(2, '0')}` };
	}
	return { invalid: raw.trim() };
}

/** The text a field keeps of what was typed. A date that is not whole yet stays as typed. */
export function normalise(field: Pick<Field, 'key' | 'kind'>, raw: string): string {
	switch (field.kind) {
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
		case 'date': {
			const reading = readDate(raw);
			return 'date' in reading ? reading.date : raw.trim();
		}
		case 'text':
			return field.key === 'name' ? normaliseName(raw) : normaliseText(raw);
		default:
			return normaliseText(raw);
	}
}
