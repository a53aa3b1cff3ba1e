import type { Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { Verdict } from '#domain/protocol/protocol';
import type { Acknowledged } from '#store/disk/acknowledged';
import type { Kept } from '#store/disk/entry';

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
	/** What the server acknowledged and the base contains. */
	readonly acknowledged: Acknowledged;
	#list: readonly Waiting[] | undefined;

	constructor(kept: Iterable<Kept> = [], acknowledged: Acknowledged = { settled: [], sent: [] }) {
		this.#kept = new Map(Array.from(kept, (one) => [one.change.id, one]));
		this.acknowledged = acknowledged;
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

	/** How many the server did not take. */
	get refused(): number {
		return this.list.filter(({ state }) => state === 'refused').length;
	}

	get kept(): Kept[] {
		return [...this.#kept.values()];
	}

	/** What is replayed over the base: a refused change is undone on the record (S-5). */
	get replayed(): Change[] {
		return this.kept
			.filter((one) => one.state !== 'refused' && !one.again)
			.map((one) => one.change);
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

	/** The highest clock value of an acknowledged change whose row has not come yet. */
	get awaited(): number {
		return Math.max(0, ...this.kept.map(({ clock = 0 }) => clock));
	}

	/** With the changes of one journal entry; a change already here is not taken twice (S-2). */
	with(changes: readonly Change[], entrySeq: number, made?: string): Outbox {
		const added = changes
			.map((change, at): Kept => ({
				change,
				seq: entrySeq * 1000 + at,
				state: 'waiting',
				...(made !== undefined && { made })
			}))
			.filter((one) => !this.#kept.has(one.change.id));
		return new Outbox([...this.#kept.values(), ...added], this.acknowledged);
	}

	without(id: string): Outbox {
		const kept = this.kept.filter((one) => one.change.id !== id);
		return new Outbox(kept, this.acknowledged);
	}

	/**
	 * After verdicts and a new cursor: only judged changes move (S-8). An applied one is still
	 * replayed until the cursor has passed its clock value, so that no screen flickers back; then
	 * it is kept aside for a server that forgets it (S-14).
	 */
	judged(verdicts: readonly Verdict[], cursor: number): Outbox {
		const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
		const kept: Kept[] = [];
		const settled: Kept[] = [];
		for (const one of this.#kept.values()) {
			const after = judge(one, byId.get(one.change.id));
			const isSettled = after.state === 'applied' && (after.clock ?? 0) <= cursor;
			(isSettled ? settled : kept).push(after);
		}
		if (settled.length === 0) return new Outbox(kept, this.acknowledged);
		const acknowledged = {
			...this.acknowledged,
			settled: [...this.acknowledged.settled, ...settled]
		};
		return new Outbox(kept, acknowledged);
	}

	/**
	 * A server that was restored may have forgotten what it had applied: all of it is offered again,
	 * in the order of making (S-14). `recalled` is the whole of it as the journal says it, so that
	 * every tab offers the same.
	 */
	offeredAgain(recalled: readonly Kept[] = this.acknowledged.settled): Outbox {
		const again = recalled.map(({ change, seq, made }): Kept => ({
			change,
			...(made !== undefined && { made }),
			seq,
			state: 'waiting',
			again: true
		}));
		const here = this.kept.map((one): Kept =>
			one.state === 'applied' ? { ...one, state: 'waiting' } : one
		);
		// What is still here comes last, and so wins over an older copy of the same change.
		const all = new Map([...again, ...here].map((one) => [one.change.id, one]));
		return new Outbox([...all.values()].sort((a, b) => a.seq - b.seq));
	}
}

function judge(one: Kept, verdict: Verdict | undefined): Kept {
	if (!verdict) return one;
	if (verdict.verdict === 'applied') {
		const { change, seq, made } = one;
		const { clock = 0, at } = verdict;
		const applied: Kept = { change, seq, state: 'applied', clock, at };
		if (made !== undefined) applied.made = made;
		return one.again ? { ...applied, again: true } : applied;
	}
	const refused: Kept = { change: one.change, seq: one.seq, state: 'refused' };
	return verdict.problem ? { ...refused, problem: verdict.problem } : refused;
}
