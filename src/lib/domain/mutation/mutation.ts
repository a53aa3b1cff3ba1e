import type { Receipt } from '#domain/mutation/receipt';
import type { PlainDate } from '#domain/kernel/plain-date';
import { refuseOverfull } from '#domain/mutation/row-limits';
import type { z } from 'zod';
import type { Rows, Table } from '#domain/tables';

/**
 * The storage port of every mutation, on the device and on the server alike.
 * Reads see the writes of the same run; writes count only when the run ends without a refusal.
 */
export interface Tx {
	get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined> | Rows[T] | undefined;
	put<T extends Table>(table: T, row: Rows[T]): void;
}

/** Who acts. On the server this comes from the session alone; on the device it is advice (S-17). */
export interface Actor {
	/** Account name: `u` or `a` + organisation code. */
	account: string;
	kind: 'u' | 'a';
	orgId: string;
}

/** Who acts, and on which device, by the name a person knows it under. */
export interface Author {
	actor: Actor;
	device: string;
}

/** An author at work on the day the rules judge by. */
export interface Acting extends Author {
	/**
	 * The server's own day on the server, the day by the server's clock on the device. Never taken
	 * from what a change says of its time.
	 */
	today: PlainDate;
}

export interface Context extends Acting {
	/** The permanent id of the change being run; rows remember the last one that touched them. */
	changeId: string;
	/** ISO time of the author’s device: evidence only, never order. */
	at: string;
	/** On the server only; rows that carry none have not been received yet. */
	receipt?: Receipt;
	/**
	 * On the server only: the clock value up to which the author’s device is proven to have known
	 * everything when it made the change, or 0. It may have known more, never less (S-7).
	 */
	knew?: number;
}

export interface Mutation<Args = unknown> {
	readonly name: string;
	readonly args: z.ZodType<Args>;
	run(tx: Tx, args: Args, context: Context): Promise<void>;
}

/** Every mutation is made here, so that none can write a record that is too large (row-limits.ts). */
export function defineMutation<Args>(mutation: Mutation<Args>): Mutation<Args> {
	return { ...mutation, run: (tx, args, context) => mutation.run(limited(tx), args, context) };
}

/** The port with each written row compared with the row that was read. */
function limited(tx: Tx): Tx {
	const held = new Map<string, Rows[Table] | undefined>();
	function keep<T extends Table>(table: T, id: string, row: Rows[T] | undefined) {
		const key = `${table}/${id}`;
		if (!held.has(key)) held.set(key, row);
		return row;
	}
	return {
		get(table, id) {
			const row = tx.get(table, id);
			return row instanceof Promise
				? row.then((read) => keep(table, id, read))
				: keep(table, id, row);
		},
		put<T extends Table>(table: T, row: Rows[T]) {
			refuseOverfull(table, row, held.get(`${table}/${row.id}`) as Rows[T] | undefined);
			tx.put(table, row);
		}
	};
}
