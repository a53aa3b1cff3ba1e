/** What a number format shows of a day number; undefined for a format that shows no day number. */
export type Shown = 'day' | 'month' | 'less';

/**
 * Number formats that spreadsheet programs of China carry inside: a file that uses one names it by
 * its number alone (ECMA-376 part 1, 18.8.30, language zh-cn).
 */
export const builtInFormats: ReadonlyMap<number, string> = new Map([
	...[27, 36, 50, 52, 57].map((id): [number, string] => [id, 'yyyy"年"m"月"']),
	...[28, 29, 51, 53, 54, 58].map((id): [number, string] => [id, 'm"月"d"日"']),
	[30, 'm-d-yy'],
	[31, 'yyyy"年"m"月"d"日"'],
	[32, 'h"时"mm"分"'],
	[33, 'h"时"mm"分"ss"秒"'],
	...[34, 55].map((id): [number, string] => [id, 'h"时"mm"分"AM/PM']),
	...[35, 56].map((id): [number, string] => [id, 'h"时"mm"分"ss"秒"AM/PM'])
]);

/** Judges a format by its first section: literal texts, colours and languages show nothing of a day. */
export function shownBy(format: string): Shown | undefined {
	const [section = ''] = format.split(';');
	const plain = section
		.replace(/"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]/gi, ' ')
		.replace(/AM\/PM|A\/P|上午\/下午|General/gi, ' ')
		.toLowerCase();
	if (!/[ymdhsaeb]/.test(plain) || /[0#?]/.test(plain.replace(/\.0+/g, ''))) return undefined;
	// Beside hours or seconds an m is a minute.
	const days = plain.replace(/h+[^ymd]*m+|m+[^ymdh]*s+/g, ' ').replace(/\[[hms]+\]/g, ' ');
	const has = (letter: string) => days.includes(letter);
	const year = has('y') || has('e');
	// dddd and aaaa are names of the days of the week.
	const day = /(?:^|[^d])d{1,2}(?!d)/.test(days);
	if (year && has('m') && day) return 'day';
	return year && has('m') ? 'month' : 'less';
}

/**
 * The style sheet of a workbook with the codes of the built-in formats it uses but does not hold,
 * so that the library reads them instead of taking each for the American m/d/yy.
 */
export function withBuiltInFormats(styles: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const xml = new TextDecoder().decode(styles);
	const used = new Set(numbersIn(xml, /<(?:\w+:)?xf\b[^<>]*?\bnumFmtId\s*=\s*["'](\d+)["']/g));
	const held = new Set(numbersIn(xml, /<(?:\w+:)?numFmt\b[^<>]*?\bnumFmtId\s*=\s*["'](\d+)["']/g));
	const wanted = [...builtInFormats].filter(([id]) => used.has(id) && !held.has(id));
	if (wanted.length === 0) return styles;
	const lines = wanted.map(
		([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`
	);
	return new TextEncoder().encode(withLines(xml, lines.join('')));
}

function withLines(xml: string, lines: string): string {
	const list = /<(?:\w+:)?numFmts\b([^<>]*)>/.exec(xml);
	if (list && !list[1]?.endsWith('/')) {
		return xml.replace(/<\/(?:\w+:)?numFmts\s*>/, (end) => `${lines}${end}`);
	}
	return (list ? xml.replace(list[0], '') : xml).replace(
		/<(?:\w+:)?styleSheet\b[^<>]*>/,
		(start) => `${start}<numFmts>${lines}</numFmts>`
	);
}

function numbersIn(xml: string, attribute: RegExp): number[] {
	return Array.from(xml.matchAll(attribute), ([, id]) => Number(id));
}
