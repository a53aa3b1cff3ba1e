import type { FieldKey } from '#domain/model/member/fields';
import { recogniseHeader, type HeaderReading } from './columns';
import { isBlank, textOf, type Cell, type Grid } from './grid';

/** Rows from the top in which a header is looked for; above it stand titles and notes. */
const HEADER_WITHIN = 20;

/** One column as a header row describes it. */
export interface HeaderColumn {
	index: number;
	header: string;
	reading: HeaderReading | undefined;
}

export interface FoundHeader {
	/** Place of the sheet in the workbook, from 0. */
	sheet: number;
	grid: Grid;
	/** Sheet row number, from 1. */
	row: number;
	columns: HeaderColumn[];
	/** Different fields it names. */
	score: number;
}

export function headerColumns(cells: readonly Cell[]): HeaderColumn[] {
	const columns: HeaderColumn[] = [];
	cells.forEach((cell, index) => {
		if (isBlank(cell)) return;
		const header = textOf(cell);
		columns.push({ index, header, reading: recogniseHeader(header) });
	});
	return columns;
}

/** Different fields that a row names; a header names at least two, and the person by name or number. */
export function headerScore(columns: readonly HeaderColumn[]): number {
	const fields = new Set<FieldKey>();
	for (const { reading } of columns) if (reading) fields.add(reading.field);
	return fields.size >= 2 && (fields.has('name') || fields.has('idNumber')) ? fields.size : 0;
}

/** The headers of all sheets that have one: shown sheets first, of those the one that names most fields. */
export function findHeaders(grids: readonly Grid[]): FoundHeader[] {
	return grids
		.flatMap((grid, sheet) => headerOf(grid, sheet) ?? [])
		.sort(
			(a, b) =>
				Number(a.grid.hidden) - Number(b.grid.hidden) || b.score - a.score || a.sheet - b.sheet
		);
}

function headerOf(grid: Grid, sheet: number): FoundHeader | undefined {
	let best: FoundHeader | undefined;
	for (const { row, cells } of grid.rows) {
		if (row > HEADER_WITHIN) break;
		const columns = headerColumns(cells);
		const score = headerScore(columns);
		if (score > (best?.score ?? 0)) best = { sheet, grid, row, columns, score };
	}
	return best;
}

/**
 * The sheets to read: those a person chose, else the first and every one that is shown, names
 * persons with their ID numbers and has at least half as many fields. A list of dues is no roster.
 */
export function headersToRead(
	found: readonly FoundHeader[],
	chosen: readonly number[] | undefined
): FoundHeader[] {
	const [first, ...others] = found;
	if (!first) return [];
	if (chosen) {
		const wanted = found.filter(({ sheet }) => chosen.includes(sheet));
		return inOrder(wanted.length > 0 ? wanted : [first]);
	}
	return inOrder([first, ...others.filter((header) => isAlike(header, first))]);
}

function inOrder(headers: readonly FoundHeader[]): FoundHeader[] {
	return headers.toSorted((a, b) => a.sheet - b.sheet);
}

function isAlike({ grid, columns, score }: FoundHeader, first: FoundHeader): boolean {
	const names = (field: FieldKey) => columns.some(({ reading }) => reading?.field === field);
	return !grid.hidden && score * 2 >= first.score && names('name') && names('idNumber');
}
