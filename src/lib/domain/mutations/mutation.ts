import type { Receipt } from '#domain/kernel/receipt';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { IsCode } from '#domain/model/member/value-shape';
import { refuseOverfull } from '#domain/mutations/row-limits';
import { covers } from '#domain/model/org/tree';
import type { z } from 'zod';
import { homeOf, type Rows, type Table } from '#domain/model/tables';

/**
 * The storage port of every mutation, on the device and on the server alike.
 * Reads see the writes of the same run; writes count only when the run ends without a refusal.
 */
export interface Tx {
	get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined> | Rows[T] | undefined;
	put<T extends Table>(table: T, row: Rows[T]): void;
}

/**
 * The port as a mutation sees it: `get` finds only what the actor may see, so that a row of somebody
 * else is answered exactly as one that never was (R-AZ-03).
 */
export interface VisibleTx extends Tx {
	/** Every row, for what has to be written outside the actor’s sight. It must not shape the answer. */
	readonly everywhere: Pick<Tx, 'get'>;
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
	/** On the server, which has every table: whether one has a code. Forms of a device offer no other. */
	isCode?: IsCode;
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

interface Definition<Args> extends Omit<Mutation<Args>, 'run'> {
	run(tx: VisibleTx, args: Args, context: Context): Promise<void>;
}

/**
 * Every mutation is made here, so that none can read what its actor may not see, or write a record
 * that is too large (row-limits.ts).
 */
export function defineMutation<Args>(definition: Definition<Args>): Mutation<Args> {
	return {
		...definition,
		run: (tx, args, context) => definition.run(visible(limited(tx), context.actor), args, context)
	};
}

/** The port with every row out of the actor’s sight left out. */
function visible(everywhere: Tx, { orgId }: Actor): VisibleTx {
	return {
		everywhere,
		async get(table, id) {
			const row = await everywhere.get(table, id);
			return row && (await isSeenBy(orgId, everywhere, table, row)) ? row : undefined;
		},
		put: (table, row) => everywhere.put(table, row)
	};
}

/** Whether the organisation sees the row: its own home, or above it. */
export async function isSeenBy<T extends Table>(
	orgId: string,
	tx: Pick<Tx, 'get'>,
	table: T,
	row: Rows[T]
): Promise<boolean> {
	const home = await tx.get('org', homeOf(table, row));
	return home !== undefined && covers(orgId, home);
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
