import { isPlainDate, type PlainDate } from '#domain/kernel/plain-date';

const seen = new Map<string, PlainDate | undefined>();
/** Enough for every day of a hundred years; beyond that the memory starts anew. */
const REMEMBERED = 40_000;

/** The text as a day; undefined when it is empty or no day, so that a rule on dates stays silent. */
export function dateOf(text: string): PlainDate | undefined {
	if (text === '') return undefined;
	const known = seen.get(text);
	if (known !== undefined || seen.has(text)) return known;
	const date = isPlainDate(text) ? text : undefined;
	if (seen.size >= REMEMBERED) seen.clear();
	seen.set(text, date);
	return date;
}
