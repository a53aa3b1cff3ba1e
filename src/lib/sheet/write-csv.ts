import { prefixed } from './text-prefix';

/**
 * A table as text by RFC 4180: UTF-8 with byte order mark (so that spreadsheet programs do not
 * take it for GBK), CRLF, quotes where a cell holds a quote, a line break, or a
 * sign that some program might part columns at. Texts that
 * begin like a formula get one apostrophe in front, see `prefixed`.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
	const lines = rows.map((row) => `${row.map((cell) => quoted(prefixed(cell))).join(',')}\r\n`);
	return new TextEncoder().encode(`\ufeff${lines.join('')}`);
}

function quoted(cell: string): string {
	return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
