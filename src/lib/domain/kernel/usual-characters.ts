/**
 * What typing and files do to characters without changing what is written: full-width signs become
 * the usual ones, characters nobody sees go. Superscripts, circled figures and fractions stay what
 * they are: as a usual digit a footnote mark would become part of the number before it.
 */

/** Zero-width blanks and joiners, marks of writing direction, the byte order mark, the soft hyphen. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g;
const UNUSUAL = /[^\u0020-\u007e\u4e00-\u9fff]/;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const DASHES = /[-\u2010-\u2015\u2212\ufe58\ufe63]/g;

/** Whether a text holds anything but usual signs and Chinese characters. */
export function isUnusual(text: string): boolean {
	return UNUSUAL.test(text);
}

export function withoutInvisible(text: string): string {
	return text.replace(INVISIBLE, '');
}

/** Usual signs and digits. Blanks stay where they are: they may part two numbers. */
export function usual(text: string): string {
	if (!UNUSUAL.test(text)) return text;
	return withoutInvisible(text).replace(FULL_WIDTH, (sign) =>
		String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
	);
}

/** Every kind of dash as the usual hyphen. */
export function hyphened(text: string): string {
	return text.replace(DASHES, '-');
}
