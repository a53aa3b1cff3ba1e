import { z } from 'zod';
import { isUnusual } from '#domain/kernel/usual-characters';

/** What nobody sees, and what turns the direction in which a line is read. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const LINE_BREAK = /\n/g;

/** As a person counts: an emoji is one. */
function isLonger(text: string, max: number): boolean {
	return text.length > max && [...text].length > max;
}

/** Characters in the form in which everybody writes them (NFC), and none that cannot be shown. */
export function isPlainText(text: string): boolean {
	if (!isUnusual(text)) return true;
	return text.isWellFormed() && !CONTROL.test(text) && text === text.normalize('NFC');
}

/** The same over several lines. */
export function isPlainLines(text: string): boolean {
	return isPlainText(text.replace(LINE_BREAK, ' '));
}

/** One line of text, of at most so many code points. */
export function lineShape(max: number): z.ZodType<string> {
	return shaped(max, isPlainText);
}

/** Text of several lines. */
export function linesShape(max: number): z.ZodType<string> {
	return shaped(max, isPlainLines);
}

/** Longest text that is compared with what is stored. */
const LONGEST_SEEN = 5000;

/**
 * What an author saw: whatever any version has ever stored, so that it can be replaced. A text that
 * becomes a value is judged by its field as well (member/refuse-unfit.ts); the values that a remark or
 * a reason was written for are stored in this shape (rules/explain.ts).
 */
export function seenShape(max = LONGEST_SEEN): z.ZodType<string> {
	return shaped(
		max,
		(text) => text.isWellFormed() && !CONTROL.test(text.replace(/[\t\n\r\u2028\u2029]/g, ' '))
	);
}

function shaped(max: number, isFit: (text: string) => boolean): z.ZodType<string> {
	return z
		.string()
		.refine((text) => !isLonger(text, max), { error: `longer than ${max}` })
		.refine(isFit, { error: 'characters' });
}
