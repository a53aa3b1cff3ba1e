import type { Problem } from '#domain/kernel/problem';

/** Changes of one transaction in a batch. */
export const CHUNK = 100;

/** One change of a batch. `mutation` is any registered mutation, `args` are its arguments. */
export interface Making {
	mutation: { readonly name: string };
	args: unknown;
	changeId?: string;
}

export interface BatchWatch {
	progress?: (done: number) => void;
	/** Looked at between chunks; what is written stays written. */
	signal?: AbortSignal;
	/** A change of the batch that was refused; the others go on. */
	refused?: (index: number, problem: Problem) => void;
}
