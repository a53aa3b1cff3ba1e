import type { Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/mutation/change';
import type { Verdict } from '#domain/mutation/protocol';
import type { Kept } from '#store/entry';

export interface Waiting {
	change: Change;
	state: 'waiting' | 'refused';
	problem?: Problem;
	/** Order of making. */
	seq: number;
}

/** The changes made on this device and not yet part of the base, in the order of making. Immutable. */
export class Outbox {
	readonly #kept: ReadonlyMap<string, Kept>;
	#list: readonly Waiting[] | undefined;

	constructor(kept: Iterable<Kept> = []) {
		this.#kept = new Map(Array.from(kept, (one) => [one.change.id, one]));
	}

	/** What a person may still see waiting or refused. */
	get list(): readonly Waiting[] {
		this.#list ??= [...this.#kept.values()]
			.filter((one) => one.state !== 'applied')
			.map(({ change, state, problem, seq }): Waiting => {
				const shown = { change, state: state as Waiting['state'], seq };
				return problem ? { ...shown, problem } : shown;
			});
		return this.#list;
	}

	get kept(): Kept[] {
		return [...this.#kept.values()];
	}

	/** What is replayed over the base: a refused change is undone on the record (S-5). */
	get replayed(): Change[] {
		return this.kept.filter((one) => one.state !== 'refused').map((one) => one.change);
	}

	has(id: string): boolean {
		return this.#kept.has(id);
	}

	pending(limit: number): Change[] {
		const changes: Change[] = [];
		for (const one of this.#kept.values()) {
			if (changes.length >= limit) break;
			if (one.state === 'waiting') changes.push(one.change);
		}
		return changes;
	}

	/** With the changes of one journal entry; a change already here is not taken twice (S-2). */
	with(changes: readonly Change[], entrySeq: number): Outbox {
		const added = changes
			.map((change, at): Kept => ({ change, seq: entrySeq * 1000 + at, state: 'waiting' }))
			.filter((one) => !this.#kept.has(one.change.id));
		return new Outbox([...this.#kept.values(), ...added]);
	}

	without(id: string): Outbox {
		return new Outbox(this.kept.filter((one) => one.change.id !== id));
	}

	/**
	 * After verdicts and a new cursor: only judged changes move (S-8). An applied one is still
	 * replayed until the cursor has passed its clock value, so that no screen flickers back.
	 */
	judged(verdicts: readonly Verdict[], cursor: number): Outbox {
		const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
		const kept: Kept[] = [];
		for (const one of this.#kept.values()) {
			const after = judge(one, byId.get(one.change.id));
			if (after.state !== 'applied' || (after.clock ?? 0) > cursor) kept.push(after);
		}
		return new Outbox(kept);
	}

	/** A server that was restored may have forgotten what it had applied: offered again (S-14). */
	offeredAgain(): Outbox {
		return new Outbox(
			this.kept.map((one) => (one.state === 'applied' ? { ...one, state: 'waiting' } : one))
		);
	}
}

function judge(one: Kept, verdict: Verdict | undefined): Kept {
	if (!verdict) return one;
	if (verdict.verdict === 'applied') {
		return { change: one.change, seq: one.seq, state: 'applied', clock: verdict.clock ?? 0 };
	}
	const refused: Kept = { change: one.change, seq: one.seq, state: 'refused' };
	return verdict.problem ? { ...refused, problem: verdict.problem } : refused;
}
