import { isPlainDate, plainDate } from '#domain/kernel/plain-date';
import type { Cell, Grid, GridRow, Merge } from '#domain/features/roster/grid';
import type { CellObject, WorkBook, WorkSheet } from 'xlsx';
import { shownBy, type Shown } from './date-format';
import { fileKind } from './file-kind';
import { readDelimited } from './read-delimited';
import { refuseSheet, sheetLimits } from './sheet-problem';
import { workbookParts } from './workbook-parts';

/**
 * Every sheet of a file as rows of cells. Guards come before the library; what is too large, not a
 * workbook, locked or broken is refused by name (SheetRefusal).
 */
export async function readWorkbook(
	bytes: Uint8Array<ArrayBuffer>,
	fileName: string
): Promise<Grid[]> {
	if (fileKind(bytes, fileName) === 'text') return [limited(readDelimited(bytes, fileName))];
	const plain = await workbookParts(bytes);
	const XLSX = await import('xlsx');
	let book: WorkBook;
	try {
		book = XLSX.read(plain, {
			type: 'array',
			dense: true,
			nodim: true,
			cellNF: true,
			cellText: true,
			cellHTML: false,
			cellFormula: true
		});
	} catch {
		// The library throws what it stumbles over (an index without a string, a tag cut off); the
		// person can do nothing with its words, only save the file anew.
		refuseSheet({ code: 'sheet.damaged' });
	}
	const hidden = book.Workbook?.Sheets ?? [];
	const days = new DayNumbers(XLSX.SSF as Formats, book.Workbook?.WBProps?.date1904 === true);
	return book.SheetNames.map((name, i): Grid => {
		const sheet = book.Sheets[name];
		const grid = { name, hidden: (hidden[i]?.Hidden ?? 0) !== 0 };
		if (!sheet) return { ...grid, rows: [] };
		return limited({ ...grid, rows: rowsOf(sheet, days), merges: mergesOf(sheet) });
	});
}

/** The function of the library’s number formatter that is used here. */
interface Formats {
	parse_date_code(
		serial: number,
		options: { date1904: boolean }
	): { y: number; m: number; d: number } | null;
}

/** Turns numbers that are shown as days into days; a format is judged once. */
class DayNumbers {
	readonly #judged = new Map<string, Shown | undefined>();
	readonly #formats: Formats;
	readonly #date1904: boolean;

	constructor(formats: Formats, date1904: boolean) {
		this.#formats = formats;
		this.#date1904 = date1904;
	}

	cell(value: number, format: string, text: string): Cell {
		const shows = this.#judge(format);
		const parts = shows ? this.#formats.parse_date_code(value, { date1904: this.#date1904 }) : null;
		const date = parts ? plainDate(parts.y, parts.m, parts.d) : '';
		if (!shows || value < 1 || !isPlainDate(date)) return { kind: 'number', value, text };
		// The library prints the name of a weekday as $aaaa.
		return { kind: 'date', date, shows, text: /\d/.test(text) ? text : String(value) };
	}

	#judge(format: string): Shown | undefined {
		if (!this.#judged.has(format)) this.#judged.set(format, shownBy(format));
		return this.#judged.get(format);
	}
}

/** Only rows and cells that are there: what the sheet declares of its range is never looked at. */
function rowsOf(sheet: WorkSheet, days: DayNumbers): GridRow[] {
	const rows: GridRow[] = [];
	const data: (CellObject | undefined)[][] = sheet['!data'] ?? [];
	// forEach goes over what is present; a lonely cell in the last row costs one step.
	data.forEach((cells, index) => {
		const row: Cell[] = [];
		let filled = false;
		cells.forEach((cell, column) => {
			const value = cell ? cellOf(cell, days) : undefined;
			if (value === undefined || value === '') return;
			row[column] = value;
			filled = true;
		});
		if (filled) rows.push({ row: index + 1, cells: row });
	});
	return rows;
}

/** Ranges over several rows. Each is read in its first column, where its text stands. */
function mergesOf(sheet: WorkSheet): Merge[] {
	return (sheet['!merges'] ?? []).flatMap(({ s, e }) =>
		e.r > s.r && s.c < sheetLimits.columns ? [{ column: s.c, top: s.r + 1, bottom: e.r + 1 }] : []
	);
}

function cellOf(cell: CellObject, days: DayNumbers): Cell {
	if (cell.f !== undefined || cell.F !== undefined)
		return { kind: 'formula', text: cell.w ?? String(cell.v ?? '') };
	switch (cell.t) {
		case 's':
			return typeof cell.v === 'string' ? cell.v : String(cell.v ?? '');
		case 'n':
			if (typeof cell.v !== 'number') return undefined;
			return days.cell(cell.v, String(cell.z ?? 'General'), cell.w ?? String(cell.v));
		case 'b':
			return { kind: 'boolean', text: cell.v === true ? 'TRUE' : 'FALSE' };
		case 'e':
			return { kind: 'error', text: cell.w ?? '#ERROR' };
		default:
			return undefined;
	}
}

/** Counted on rows that hold something: a formatted but empty tail of a million rows is no matter. */
function limited(grid: Grid): Grid {
	let rows = 0;
	for (const { cells } of grid.rows) {
		if (cells.length > sheetLimits.columns && lastFilled(cells) >= sheetLimits.columns) {
			refuseSheet({ code: 'sheet.too-many-columns', limit: sheetLimits.columns });
		}
		if (lastFilled(cells) >= 0) rows += 1;
	}
	if (rows > sheetLimits.rows)
		refuseSheet({ code: 'sheet.too-many-rows', limit: sheetLimits.rows });
	return grid;
}

function lastFilled(cells: readonly Cell[]): number {
	for (let i = cells.length - 1; i >= 0; i -= 1) {
		const cell = cells[i];
		if (cell !== undefined && (typeof cell !== 'string' || cell.trim() !== '')) return i;
	}
	return -1;
}
