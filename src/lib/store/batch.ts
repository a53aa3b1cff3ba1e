import type { Problem } from '#domain/kernel/problem';

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
