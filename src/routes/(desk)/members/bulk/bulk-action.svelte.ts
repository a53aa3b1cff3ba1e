import { batchOf, type BulkChange } from '#domain/features/bulk/bulk-change';
import { reversalOf } from '#domain/features/bulk/bulk-history';
import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { remembers } from '#domain/mutations/member/trail';
import type { BatchWatch } from '#store/replica/batch';
import type { Replica } from '#store/replica/replica';
import { endingWith } from '../../drafts/ending-with';
import { idSet, NO_IDS, withIds, withoutIds, type IdSet } from '../id-set';
import { planRow, type PlanGroup, type PlanRow } from './plan-row';

/** How the writing ended. What was written stays written, whatever stopped it. */
export interface BulkOutcome {
	what: 'applied' | 'undone';
	batch: string;
	/** Members on whom it stands, or who are as they were before. */
	done: readonly Member[];
	/** Members whose values somebody set anew since; they keep them. */
	kept: readonly Member[];
	refused: readonly { member: Member; problem: Problem }[];
	/** How many this run did not come to. */
	left: number;
	stopped?: 'cancelled' | Problem;
}

/** How long the page may be held before it breathes, in milliseconds. */
const BREATH = 12;
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * What every bulk action is: a preview by the very mutations that will run, then one batch of
 * ordinary changes, then 撤销 by ordinary changes that carry the value seen. Nothing is written
 * before `apply`; a run that was stopped goes on with a second call and brings nothing twice.
 */
export class BulkAction {
	readonly #replica: Replica;
	#abort = new AbortController();

	step = $state<'idle' | 'checking' | 'preview' | 'writing' | 'done'>('idle');
	rows = $state.raw<readonly PlanRow[]>([]);
	#ticked = $state.raw<IdSet>(NO_IDS);
	done = $state(0);
	total = $state(0);
	outcome = $state.raw<BulkOutcome | undefined>();
	/** What was planned is written, all of it. */
	written = $state(false);
	/** How the last changes are written together with the end of the draft they came from. */
	saving: BatchWatch['last'];

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	readonly changing = $derived(this.rows.filter(({ verdict }) => verdict === 'change'));
	readonly refused = $derived(this.rows.filter(({ verdict }) => verdict === 'refused'));
	readonly same = $derived(this.rows.filter(({ verdict }) => verdict === 'same'));
	readonly chosen = $derived(
		this.changing.filter(({ change }) => this.#ticked.has(change.changeId))
	);
	readonly groups = $derived([...Map.groupBy(this.changing, ({ group }) => group)]);

	isTicked({ change }: PlanRow): boolean {
		return this.#ticked.has(change.changeId);
	}

	/** Members whom a person took out of the plan. */
	readonly leftOut = $derived(
		idSet(this.changing.flatMap((row) => (this.isTicked(row) ? [] : row.change.memberId)))
	);

	tick(rows: readonly PlanRow[], on: boolean): void {
		const ids = rows.map(({ change }) => change.changeId);
		this.#ticked = on ? withIds(this.#ticked, ids) : withoutIds(this.#ticked, ids);
	}

	/** Rehearses every change. A later call, or `cancel`, takes this one’s place. */
	async plan(groups: readonly PlanGroup[]): Promise<void> {
		const parts = groups.flatMap((group) => group.changes.map((change) => ({ group, change })));
		const { signal } = this.#begin('checking', parts.length);
		const known = idSet(this.rows.map(({ change }) => change.changeId));
		const rows: PlanRow[] = [];
		let since = performance.now();
		for (const { group, change } of parts) {
			const row = await planRow(this.#replica, group, change);
			if (row) rows.push(row);
			if (performance.now() - since > BREATH) {
				this.done = rows.length;
				await breathe();
				since = performance.now();
			}
			if (signal.aborted) return;
		}
		// What a person has ticked or unticked stays so when the plan is made anew.
		const fresh = rows.filter(({ change }) => !known.has(change.changeId));
		const meant = fresh.filter(({ group }) => group.ticked ?? true);
		this.#ticked = withIds(
			this.#ticked,
			meant.map(({ change }) => change.changeId)
		);
		this.rows = rows;
		this.step = 'preview';
	}

	async apply(): Promise<void> {
		const { chosen } = this;
		const batch = batchOf(chosen[0]?.change.changeId ?? '');
		if (batch === undefined) return;
		const made = () =>
			chosen.flatMap(({ change }) => {
				const member = this.#replica.member(change.memberId);
				return member && remembers(member, change.changeId) ? [member] : [];
			});
		const there = idSet(made().map(({ id }) => id));
		const open = chosen.filter(({ change }) => !there.has(change.memberId));
		const last = endingWith(this.saving, () => (this.written = true));
		const changes = open.map(({ change }) => change);
		const run = await this.#write(changes, last);
		// With nothing left to write there was no last transaction.
		this.written ||= run.stopped === undefined;
		const now = made();
		const left = chosen.length - now.length - run.refused.length;
		this.#finish({ what: 'applied', batch, done: now, kept: [], left, ...run });
	}

	/** 撤销 of an action of any day, as far as nobody has set the same items anew since. */
	async undo(batch: string): Promise<void> {
		const { changes, kept } = reversalOf(batch, this.#replica.held());
		const run = await this.#write(changes);
		const open = idSet(reversalOf(batch, this.#replica.held()).changes.map(idOf));
		const back = idSet(changes.map(idOf).filter((id) => !open.has(id)));
		const done = this.#replica.held().filter(({ id }) => back.has(id));
		const left = Math.max(0, open.size - run.refused.length);
		this.#finish({ what: 'undone', batch, done, kept, left, ...run });
	}

	/** A check that is stopped leaves nothing; what is written stays. */
	cancel(): void {
		this.#abort.abort();
		if (this.step === 'checking') this.step = 'idle';
	}

	/** The plan is about to be made anew: nothing of the former one is written, and its ticks stay. */
	revise(): void {
		this.cancel();
		this.step = 'idle';
		this.outcome = undefined;
		this.written = false;
	}

	/** Back to the beginning; what was written stays. */
	reset(): void {
		this.revise();
		this.rows = [];
		this.#ticked = NO_IDS;
	}

	async #write(
		changes: readonly Omit<BulkChange, 'changeId'>[],
		on: Pick<BatchWatch, 'last'> = {}
	): Promise<Pick<BulkOutcome, 'refused' | 'stopped'>> {
		const refused: { member: Member; problem: Problem }[] = [];
		const { signal } = this.#begin('writing', changes.length);
		const result = await this.#replica.mutateAll(changes, {
			...on,
			progress: (done) => (this.done = done),
			signal,
			refused: (index, problem) => {
				const member = this.#replica.member(changes[index]?.memberId ?? '');
				if (member) refused.push({ member, problem });
			}
		});
		if (!result.ok) return { refused, stopped: result.problem };
		return signal.aborted && this.done < changes.length
			? { refused, stopped: 'cancelled' }
			: { refused };
	}

	#begin(step: 'checking' | 'writing', total: number): AbortController {
		this.#abort.abort();
		this.#abort = new AbortController();
		this.step = step;
		this.done = 0;
		this.total = total;
		return this.#abort;
	}

	#finish(outcome: BulkOutcome): void {
		this.outcome = outcome;
		this.step = 'done';
	}
}

function idOf({ memberId }: Pick<BulkChange, 'memberId'>): string {
	return memberId;
}

/** Names a new action: 22 random hexadecimal digits. */
export function newBatch(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(11));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
