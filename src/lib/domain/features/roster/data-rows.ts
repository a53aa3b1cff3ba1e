import type { FieldKey } from '#domain/model/member/fields';
import { headerColumns, type FoundHeader, type HeaderColumn } from './find-header';
import type { GridRow } from './grid';
import { MergedCells } from './merged-cells';
import { placeIn, type RosterAnswers, type SkipReason } from './report';
import { isNote, skipReason } from './skip-row';

/** Where the fields stand: names before codes, because a name tells its table. */
export type FieldColumns = ReadonlyMap<FieldKey, readonly number[]>;

/** What a person said about columns, by place. */
export type Mapping = NonNullable<RosterAnswers['mapping']>;

export interface DataRow extends GridRow {
	sheet: number;
	/** The header that holds for this row; a second header further down may move columns. */
	columns: FieldColumns;
}

/** Blank rows of one gap that are listed; a sheet may claim a million of them. */
const LISTED_BLANKS = 20;

/** Parts the rows below and above the header into persons and everything else. */
export function dataRows(
	{ sheet, grid, row: headerRow, columns }: FoundHeader,
	mapping: Mapping
): { rows: DataRow[]; skipped: { row: number; why: SkipReason }[] } {
	const rows: DataRow[] = [];
	const skipped: { row: number; why: SkipReason }[] = [];
	const merged = new MergedCells(grid, headerRow);
	const said = saidOn(sheet, mapping);
	let current = fieldColumns(columns, said);
	let last = 0;
	for (const { row, cells } of grid.rows) {
		for (let gap = last + 1; gap < row && gap <= last + LISTED_BLANKS; gap += 1) {
			skipped.push({ row: gap, why: 'blank' });
		}
		last = row;
		if (row <= headerRow) {
			skipped.push({ row, why: row === headerRow ? 'header' : isNote(cells) ? 'note' : 'title' });
			continue;
		}
		const why = skipReason(cells, (field) => current.get(field)?.[0]);
		if (why === 'second-header') current = fieldColumns(headerColumns(cells), said, current);
		if (why) skipped.push({ row, why });
		else rows.push({ sheet, row, cells: merged.whole({ row, cells }), columns: current });
	}
	return { rows, skipped };
}

/** What a person said about the columns of one sheet, by column index. */
export function saidOn(sheet: number, mapping: Mapping): ReadonlyMap<number, FieldKey | null> {
	const said = Object.entries(mapping).map(([place, field]) => {
		const index = Number(place.slice(place.indexOf('/') + 1));
		return [place, index, field] as const;
	});
	return new Map(
		said.flatMap(([place, index, field]) =>
			place === placeIn(sheet, index) ? [[index, field] as const] : []
		)
	);
}

/** What a person said about a column goes before what was recognised. */
export function fieldColumns(
	columns: readonly HeaderColumn[],
	said: ReadonlyMap<number, FieldKey | null>,
	before?: FieldColumns
): FieldColumns {
	const found = new Map<number, { field: FieldKey; code: boolean }>();
	for (const { index, reading } of columns) {
		if (reading) found.set(index, { field: reading.field, code: reading.part === 'code' });
	}
	for (const [index, field] of said) {
		if (field === null) found.delete(index);
		else found.set(index, { field, code: false });
	}
	const fields = new Map<FieldKey, number[]>();
	for (const code of [false, true]) {
		for (const [index, reading] of found) {
			if (reading.code !== code) continue;
			fields.set(reading.field, [...(fields.get(reading.field) ?? []), index]);
		}
	}
	// A second header that leaves a column unnamed leaves it as it was.
	for (const [field, indexes] of before ?? []) {
		const free = indexes.filter((index) => !found.has(index) && said.get(index) !== null);
		if (!fields.has(field) && free.length > 0) fields.set(field, free);
	}
	return fields;
}
