import type { Org } from '#domain/model/org/org';
import type { ColumnKey } from '#domain/features/roster/columns';
import {
	cellsOf,
	neededKeys,
	outColumns,
	type CodeStyle,
	type OutColumn,
	type RosterColumns
} from '#domain/features/roster/write-rows';
import { writeCsv } from './write-csv';
import { writeWorkbook } from './write-workbook';

/** What an export is to look like. */
export interface RosterLayout {
	columns: RosterColumns;
	style: CodeStyle;
	format: 'xlsx' | 'csv';
}

/** One export under way: members come in portions, the file goes out at the end. */
export class RosterFile {
	readonly #columns: readonly OutColumn[];
	readonly #cells: (values: readonly string[]) => string[];
	readonly #rows: string[][] = [];
	readonly #format: 'xlsx' | 'csv';

	constructor(layout: RosterLayout, orgs: readonly Org[]) {
		this.#columns = outColumns(layout.columns, layout.style, orgs);
		this.#cells = cellsOf(this.#columns);
		this.#format = layout.format;
		this.#rows.push(this.#columns.map(({ header }) => header));
	}

	/** What `add` expects of each member, in this order. */
	get keys(): ColumnKey[] {
		return neededKeys(this.#columns);
	}

	/** @returns the members added so far */
	add(members: readonly (readonly string[])[]): number {
		for (const values of members) this.#rows.push(this.#cells(values));
		return this.#rows.length - 1;
	}

	async finish(): Promise<Uint8Array<ArrayBuffer>> {
		return this.#format === 'csv' ? writeCsv(this.#rows) : writeWorkbook(this.#rows, '党员名册');
	}
}

export const mediaTypes = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv;charset=utf-8'
} as const;
