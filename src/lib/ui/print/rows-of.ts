import type { PrintedCell } from '#domain/features/print/cell';

/** Items in lines of a sheet: two halves, or one that needs the line to itself. */
export function rowsOf(cells: readonly PrintedCell[]): PrintedCell[][] {
	const rows: PrintedCell[][] = [];
	let open: PrintedCell[] | undefined;
	for (const cell of cells) {
		if (cell.wide) {
			rows.push([cell]);
			open = undefined;
		} else if (open) {
			open.push(cell);
			open = undefined;
		} else rows.push((open = [cell]));
	}
	return rows;
}
