/**
 * Everything this system can refuse to do, by name.
 * The wording a person reads lives in ui/words/wording.ts; a code here never changes its meaning.
 */
export type Problem =
	| { code: 'input.invalid'; path: string; reason: string }
	| { code: 'record.missing'; table: string; id: string }
	| { code: 'record.exists'; table: string; id: string }
	| { code: 'record.touched'; table: string; id: string }
	/** The record has been merged into another one than the two that were to be merged. */
	| { code: 'record.merged'; id: string }
	| { code: 'action.forbidden'; mutation: string }
	| { code: 'mutation.unknown'; name: string }
	| { code: 'rule.error'; rules: string[] }
	| { code: 'change.reused'; id: string }
	| { code: 'change.too-large'; bytes: number }
	/** The member is in another branch than its mover believed. */
	| { code: 'member.elsewhere'; id: string }
	/** The member has left, and the author’s device knew when the change was made. */
	| { code: 'member.left'; id: string }
	/** A list inside the record has reached its limit; nothing was written. */
	| { code: 'record.full'; list: string; most: number }
	| { code: 'org.not-a-branch'; id: string }
	| { code: 'org.code-taken'; orgCode: string }
	/** Somebody else has taken a step of the report in the meantime. */
	| { code: 'report.state'; state: string }
	/** The form of one record was still there while the address named another; nothing was written. */
	| { code: 'record.not-open'; id: string }
	/** The device has no room left; nothing was written. */
	| { code: 'storage.full' }
	/** The browser closed the local database and it did not come back; nothing was written. */
	| { code: 'storage.lost' }
	/** The browser's storage was emptied under the open page; nothing was written, memory holds everything. */
	| { code: 'storage.cleared' }
	/** The first load is not finished, so totals and exports would be wrong (S-15). */
	| { code: 'replica.partial'; loaded: number; total: number };

/** Thrown inside a transaction so that both databases roll back. Caught at the door by `settle`. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.code);
		this.problem = problem;
	}
}

export function refuse(problem: Problem): never {
	throw new Refusal(problem);
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Turns a refusal into a value. Anything else is a defect and keeps flying. */
export async function settle<T>(work: () => PromiseLike<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await work() };
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, problem: error.problem };
		throw error;
	}
}
