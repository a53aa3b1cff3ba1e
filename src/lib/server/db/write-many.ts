/** Rows of one statement: few enough for every engine’s limit of parameters. */
const ROWS = 100;

/** Runs `write` over the rows in pieces of one size, so that its statements stay prepared. */
export async function inPieces<Row>(
	rows: readonly Row[],
	write: (piece: Row[]) => Promise<unknown>
): Promise<void> {
	for (let from = 0; from < rows.length; from += ROWS) {
		await write(rows.slice(from, from + ROWS));
	}
}
