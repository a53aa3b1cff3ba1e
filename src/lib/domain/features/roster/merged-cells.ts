import { isBlank, type Cell, type Grid, type GridRow } from './grid';

/**
 * What the cells of a merged range say. A sheet keeps the text in the first cell alone; to whoever
 * reads it, it stands in every row of the range.
 */
export class MergedCells {
	readonly #byColumn = new Map<number, { top: number; bottom: number }[]>();
	readonly #rows: ReadonlyMap<number, readonly Cell[]>;

	/** @param below ranges that begin in this row or above belong to titles and headers */
	constructor(grid: Grid, below: number) {
		const merges = (grid.merges ?? []).filter(({ top }) => top > below);
		this.#rows = merges.length === 0 ? new Map() : byNumber(grid.rows);
		for (const { column, top, bottom } of merges) {
			const ranges = this.#byColumn.get(column);
			if (ranges) ranges.push({ top, bottom });
			else this.#byColumn.set(column, [{ top, bottom }]);
		}
		for (const ranges of this.#byColumn.values()) ranges.sort((a, b) => a.top - b.top);
	}

	/** The row with what merged ranges say in its empty cells. */
	whole({ row, cells }: GridRow): readonly Cell[] {
		if (this.#byColumn.size === 0) return cells;
		const filled = [...cells];
		for (const [column, ranges] of this.#byColumn) {
			if (!isBlank(cells[column])) continue;
			const top = topOver(ranges, row);
			if (top !== undefined) filled[column] = this.#rows.get(top)?.[column];
		}
		return filled;
	}
}

function byNumber(rows: readonly GridRow[]): Map<number, readonly Cell[]> {
	return new Map(rows.map(({ row, cells }) => [row, cells]));
}

/** The first row of the last range that begins at or above the row, where it reaches down to it. */
function topOver(
	ranges: readonly { top: number; bottom: number }[],
	row: number
): number | undefined {
	let [low, high] = [0, ranges.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ranges[middle]?.top ?? 0) <= row) low = middle + 1;
		else high = middle;
	}
	const range = ranges[low - 1];
	return range && range.bottom >= row ? range.top : undefined;
}
