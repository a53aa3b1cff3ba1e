import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely';
import type { Trx } from '#server/db/schema';

/** Rows of one statement at most: few enough for every engine’s limit of parameters. */
const MOST = 128;

/** Runs `write` over the rows in pieces of few different sizes, so that statements stay prepared. */
export async function inPieces<Row>(
	rows: readonly Row[],
	write: (piece: Row[]) => Promise<unknown>
): Promise<void> {
	let size = MOST;
	for (let from = 0; from < rows.length; from += size) {
		while (size > rows.length - from) size /= 2;
		await write(rows.slice(from, from + size));
	}
}

/** Statements by what they write and how many rows; every engine has its own text of them. */
const statements = new WeakMap<DialectAdapter, Map<string, CompiledQuery>>();

/**
 * Writes rows whose values are all given, in pieces; building a statement costs more than running
 * it, so each is built once. `build` makes the statement named `name` for the rows it gets.
 */
export async function writeRows<Row extends object>(
	trx: Trx,
	name: string,
	rows: readonly Row[],
	build: (piece: Row[]) => Compilable
): Promise<void> {
	const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[];
	const { adapter } = trx.getExecutor();
	let known = statements.get(adapter);
	if (!known) statements.set(adapter, (known = new Map()));
	await inPieces(rows, async (piece) => {
		const key = [name, piece.length, ...columns].join();
		let statement = known.get(key);
		if (!statement) known.set(key, (statement = build(piece).compile()));
		const parameters = piece.flatMap((row) => columns.map((column) => row[column]));
		if (parameters.length !== statement.parameters.length) {
			throw new Error(`${name} takes more than the rows it writes`);
		}
		await trx.executeQuery({ ...statement, parameters });
	});
}
