import type { CellObject, WorkSheet } from 'xlsx';
import type { SheetRows } from '#domain/features/roster/grid';
import { looksLikeFormula } from './text-prefix';
import { zipArchive } from './zip-archive';
import { readZipDirectory } from './zip-directory';

/** The format of text cells: what stands there is never read as a number, a date or a formula. */
const TEXT = '@';
/** Stands in for “text with quote prefix” until the written styles are patched. */
const QUOTED = '@;@;@;@';

/**
 * A workbook of one sheet. A text stays a text, 18-digit numbers and codes with noughts included;
 * only what is counted comes as a number. A text that begins like a formula stays that text, without a character added: its
 * cell carries the quote prefix, which the library cannot write and `quoteStyles` adds.
 */
export async function writeWorkbook(
	rows: SheetRows,
	sheetName: string
): Promise<Uint8Array<ArrayBuffer>> {
	const XLSX = await import('xlsx');
	const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
	const sheet = {
		'!data': rows.map((row) => row.map(cellOf)),
		'!ref': XLSX.utils.encode_range(
			{ r: 0, c: 0 },
			{ r: Math.max(rows.length - 1, 0), c: width - 1 }
		),
		'!cols': columnWidths(rows, width)
	};
	// An empty cell is a hole in the dense rows; the library’s types do not know holes.
	const book = XLSX.utils.book_new(sheet as WorkSheet, sheetName);
	const written = XLSX.write(book, {
		type: 'array',
		bookType: 'xlsx',
		bookSST: true
	}) as ArrayBuffer;
	const parts = readZipDirectory(new Uint8Array(written)).map(({ name, packed }) => ({
		name,
		bytes: name === 'xl/styles.xml' ? quoteStyles(packed) : new Uint8Array(packed)
	}));
	return zipArchive(parts, 'packed');
}

function cellOf(value: string | number): CellObject | undefined {
	return typeof value === 'number' ? { t: 'n', v: value } : textCell(value);
}

function textCell(text: string): CellObject | undefined {
	if (text === '') return undefined;
	return { t: 's', v: literal(text), z: looksLikeFormula(text) ? QUOTED : TEXT };
}

/** `_x0041_` in a cell means the character A; a text that holds such a thing is escaped to stay itself. */
function literal(text: string): string {
	return text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}

/** Widths from the first rows, Chinese characters counting double. */
function columnWidths(rows: SheetRows, width: number): { wch: number }[] {
	const sample = rows.slice(0, 50);
	return Array.from({ length: width }, (_, i) => ({
		wch: Math.min(50, 2 + Math.max(6, ...sample.map((row) => wide(String(row[i] ?? '')))))
	}));
}

function wide(text: string): number {
	return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

/**
 * Turns the stand-in format into the text format with `quotePrefix`, in the styles the library
 * wrote. Where no cell needed it the styles stay as they are.
 */
function quoteStyles(styles: Uint8Array): Uint8Array<ArrayBuffer> {
	const xml = new TextDecoder().decode(styles);
	const id = new RegExp(`<numFmt numFmtId="(\\d+)" formatCode="${QUOTED}"/>`).exec(xml)?.[1];
	if (id === undefined) return new Uint8Array(styles);
	const patched = xml.replace(
		new RegExp(`<xf numFmtId="${id}"`),
		'<xf numFmtId="49" quotePrefix="1"'
	);
	return new TextEncoder().encode(patched);
}
