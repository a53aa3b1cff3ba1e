import type { FieldKey } from '#domain/member/fields';
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
	grid: Grid;
	/** Sheet row number, from 1. */
	row: number;
	columns: HeaderColumn[];
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

/** The header of the sheet that names most fields; visible sheets go before hidden ones. */
export function findHeader(grids: readonly Grid[]): FoundHeader | undefined {
	let best: FoundHeader | undefined;
	let bestScore = 0;
	for (const grid of [...grids].sort((a, b) => Number(a.hidden) - Number(b.hidden))) {
		for (const { row, cells } of grid.rows) {
			if (row > HEADER_WITHIN) break;
			const columns = headerColumns(cells);
			const score = headerScore(columns);
			if (score <= bestScore || (best && !best.grid.hidden && grid.hidden)) continue;
			best = { grid, row, columns };
			bestScore = score;
		}
	}
	return best;
}
