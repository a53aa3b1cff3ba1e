import type { PlainDate } from '#domain/kernel/plain-date';

/**
 * A sheet as it was read, without a word about the program that read it.
 * A text cell is its text; everything else says what it was, because that decides what may be
 * believed: a number that should have been a text has already lost digits.
 */
export type Cell = string | RichCell | undefined;

export type RichCell =
	| { kind: 'number'; value: number; text: string }
	/** A day number under a date’s format. What the format does not show was perhaps never typed. */
	| { kind: 'date'; date: PlainDate; shows: 'day' | 'month' | 'less'; text: string }
	| { kind: 'formula' | 'error' | 'boolean'; text: string };

export interface GridRow {
	/** Sheet row number, from 1. */
	row: number;
	/** By column index; may have holes. */
	cells: readonly Cell[];
}

export interface Grid {
	name: string;
	hidden: boolean;
	/** Rows that hold anything, top to bottom. */
	rows: readonly GridRow[];
	/** Cells merged over several rows; the text stands in the first of them. */
	merges?: readonly Merge[];
}

export interface Merge {
	/** Column index. */
	column: number;
	/** Sheet row numbers, from 1. */
	top: number;
	bottom: number;
}

/** The text a person sees in the cell. */
export function textOf(cell: Cell): string {
	return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;
}

export function isBlank(cell: Cell): boolean {
	return cell === undefined || textOf(cell).trim() === '';
}

/** The cell as text that loses nothing: a long number in full, not as the 9.9E+17 that is shown. */
export function plainText(cell: Cell): string {
	if (typeof cell === 'object' && cell.kind === 'number' && /e[+-]?\d+$/i.test(cell.text)) {
		return cell.value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 });
	}
	return textOf(cell);
}

/** A sheet to be written: texts, and numbers where something was counted. */
export type SheetRows = readonly (readonly (string | number)[])[];
