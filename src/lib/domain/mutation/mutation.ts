import type { Receipt } from '#domain/mutation/receipt';
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

export interface Context extends Author {
	/** The permanent id of the change being run; rows remember the last one that touched them. */
	changeId: string;
	/** ISO time of the author’s device: evidence only, never order. */
	at: string;
	/** On the server only; rows that carry none have not been received yet. */
	receipt?: Receipt;
}

export interface Mutation<Args = unknown> {
	readonly name: string;
	readonly args: z.ZodType<Args>;
	run(tx: Tx, args: Args, context: Context): Promise<void>;
}

export function defineMutation<Args>(mutation: Mutation<Args>): Mutation<Args> {
	return mutation;
}
