import { refuse } from '#domain/kernel/problem';
import { read } from '#domain/kernel/read';
import type { Change } from '#domain/protocol/change';
import type { Acting, Tx } from '#domain/mutations/mutation';
import { mutations } from '#domain/mutations/registry';
import type { Rows, Table } from '#domain/model/tables';
import { keyOf, type Key, type Row } from '#store/disk/key';

export type Lookup = (key: Key) => Row | undefined;

/** What one change read and wrote when it was run. */
interface Footprint {
	touched: Set<Key>;
	written: Map<Key, Row>;
}

/** Runs one change over a view with its writes held back. Throws the refusal, if there is one. */
export async function runOver(change: Change, acting: Acting, view: Lookup): Promise<Footprint> {
	const print: Footprint = { touched: new Set(), written: new Map() };
	await runInto(print, change, acting, view);
	return print;
}

async function runInto(
	{ touched, written }: Footprint,
	change: Change,
	acting: Acting,
	view: Lookup
): Promise<void> {
	const mutation = mutations.get(change.name);
	if (!mutation) refuse({ code: 'mutation.unknown', name: change.name });
	const tx: Tx = {
		get<T extends Table>(table: T, id: string) {
			const key = keyOf(table, id);
			touched.add(key);
			return (written.get(key) ?? view(key)) as Rows[T] | undefined;
		},
		put(table, row) {
			const key = keyOf(table, row.id);
			touched.add(key);
			written.set(key, row);
		}
	};
	const args = read(mutation.args, change.args);
	await mutation.run(tx, args, { ...acting, changeId: change.id, at: change.at });
}

/** A prepared new state of the overlay; `commit` makes it so in one step. */
export interface Plan {
	/** Rows of the overlay to be; undefined where the base shows through again. */
	rows: Map<Key, Row | undefined>;
	prints: Map<string, Footprint>;
	gone: string[];
}

/**
 * The waiting changes replayed over the base: only rows they wrote, only changes that are affected.
 * Order is kept among changes that touch the same row (S-10).
 */
export class Overlay {
	readonly #rows = new Map<Key, Row>();
	readonly #prints = new Map<string, Footprint>();
	readonly #touching = new Map<Key, Set<string>>();
	readonly #acting: () => Acting;

	constructor(acting: () => Acting) {
		this.#acting = acting;
	}

	get(key: Key): Row | undefined {
		return this.#rows.get(key);
	}

	/** Replays, aside, what `dirty` base rows and the new list of changes affect. */
	async plan(changes: readonly Change[], dirty: Iterable<Key>, base: Lookup): Promise<Plan> {
		const ids = new Set(changes.map((change) => change.id));
		const gone = [...this.#prints.keys()].filter((id) => !ids.has(id));
		const { keys, affected } = this.#closure(dirty, gone);
		const again = changes.filter(({ id }) => affected.has(id) || !this.#prints.has(id));
		return this.#replay(again, keys, gone, base);
	}

	/** Every overlay row in doubt, and every change that touched one. */
	#closure(
		dirty: Iterable<Key>,
		gone: readonly string[]
	): { keys: Set<Key>; affected: Set<string> } {
		const keys = new Set<Key>();
		const affected = new Set<string>();
		const doubt = [...dirty];
		for (const id of gone) doubt.push(...this.#prints.get(id)!.written.keys());
		for (let key = doubt.pop(); key !== undefined; key = doubt.pop()) {
			if (keys.has(key)) continue;
			keys.add(key);
			for (const id of this.#touching.get(key) ?? []) {
				if (affected.has(id)) continue;
				affected.add(id);
				doubt.push(...this.#prints.get(id)!.written.keys());
			}
		}
		return { keys, affected };
	}

	async #replay(
		again: readonly Change[],
		keys: ReadonlySet<Key>,
		gone: string[],
		base: Lookup
	): Promise<Plan> {
		const rows = new Map<Key, Row | undefined>();
		for (const key of keys) rows.set(key, undefined);
		const view: Lookup = (key) =>
			(rows.has(key) ? rows.get(key) : this.#rows.get(key)) ?? base(key);
		const prints = new Map<string, Footprint>();
		for (const change of again) {
			const print: Footprint = { touched: new Set(), written: new Map() };
			prints.set(change.id, print);
			try {
				await runInto(print, change, this.#acting(), view);
				for (const [key, row] of print.written) rows.set(key, row);
			} catch {
				// Not replayable over these rows: it stays waiting, the server judges it.
				print.written.clear();
			}
		}
		return { rows, prints, gone };
	}

	/** Makes the plan so; the keys whose view may have changed. */
	commit({ rows, prints, gone }: Plan): Iterable<Key> {
		for (const id of [...gone, ...prints.keys()]) this.#forget(id);
		for (const [id, print] of prints) {
			this.#prints.set(id, print);
			for (const key of print.touched) addTo(this.#touching, key, id);
		}
		for (const [key, row] of rows) {
			if (row) this.#rows.set(key, row);
			else this.#rows.delete(key);
		}
		return rows.keys();
	}

	#forget(id: string): void {
		for (const key of this.#prints.get(id)?.touched ?? []) removeFrom(this.#touching, key, id);
		this.#prints.delete(id);
	}
}

function addTo(index: Map<Key, Set<string>>, key: Key, id: string): void {
	const ids = index.get(key);
	if (ids) ids.add(id);
	else index.set(key, new Set([id]));
}

function removeFrom(index: Map<Key, Set<string>>, key: Key, id: string): void {
	const ids = index.get(key);
	ids?.delete(id);
	if (ids?.size === 0) index.delete(key);
}
