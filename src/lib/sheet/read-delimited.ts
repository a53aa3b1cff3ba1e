import type { Grid, GridRow } from '#domain/features/roster/grid';
import { refuseSheet, sheetLimits } from './sheet-problem';
import { unprefixed } from './text-prefix';

/** A table as text: UTF-8, UTF-16 with its mark, or GBK; comma, semicolon or tab; RFC 4180 quotes. */
export function readDelimited(bytes: Uint8Array, fileName: string): Grid {
	const text = decode(bytes);
	const rows: GridRow[] = [];
	let row = 0;
	for (const cells of records(text, delimiterOf(text))) {
		row += 1;
		if (row > sheetLimits.rows * 2) {
			refuseSheet({ code: 'sheet.too-many-rows', limit: sheetLimits.rows });
		}
		if (cells.some((cell) => cell !== '')) rows.push({ row, cells: cells.map(unprefixed) });
	}
	return { name: fileName.replace(/\.[^.]*$/, ''), hidden: false, rows };
}

function decode(bytes: Uint8Array): string {
	const mark = [bytes[0], bytes[1]];
	if (mark[0] === 0xff && mark[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (mark[0] === 0xfe && mark[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Not UTF-8: offices that save a table as text get GBK, of which gb18030 is the whole.
		return new TextDecoder('gb18030').decode(bytes);
	}
}

/** The sign that comes most often at the start, outside quotes: a title row may stand above all. */
function delimiterOf(text: string): string {
	const start = text.slice(0, 4096).replace(/"[^"]*"/g, '');
	const counts = [',', '\t', ';'].map((sign) => [start.split(sign).length, sign] as const);
	return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

function* records(text: string, delimiter: string): Generator<string[]> {
	let cells: string[] = [];
	let at = 0;
	while (at < text.length) {
		const [cell, next] = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
		cells.push(cell);
		at = next;
		if (text[at] === delimiter) {
			at += 1;
			if (at < text.length) continue;
			cells.push('');
		}
		if (text[at] === '\r') at += 1;
		if (text[at] === '\n') at += 1;
		yield cells;
		cells = [];
	}
}

function plainCell(text: string, from: number, delimiter: string): [string, number] {
	let at = from;
	while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r')
		at += 1;
	return [text.slice(from, at), at];
}

/** A doubled quote is a quote; what stands between the closing quote and the delimiter is kept. */
function quotedCell(text: string, from: number): [string, number] {
	let cell = '';
	let at = from + 1;
	for (;;) {
		const quote = text.indexOf('"', at);
		if (quote < 0) return [cell + text.slice(at), text.length];
		cell += text.slice(at, quote);
		if (text[quote + 1] !== '"') return [cell, quote + 1];
		cell += '"';
		at = quote + 2;
	}
}
