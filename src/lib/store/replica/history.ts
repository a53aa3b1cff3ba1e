import type { LogReceipt } from '#domain/protocol/protocol';
import { Base } from '#store/replica/base';
import type { Contents } from '#store/disk/disk';
import type { Entry, State } from '#store/disk/entry';
import { Outbox } from '#store/replica/outbox';

/** The start of a new full pull. The receipt stays: it proves what was said before. */
export function anew(
	state: Pick<State, 'generation'>
): Pick<State, 'cursor' | 'generation' | 'whole'> {
	return { cursor: 0, generation: state.generation + 1, whole: false };
}

/** Of two receipts of one epoch the one further on: replies may arrive in another order. */
export function newerReceipt(
	held: LogReceipt | undefined,
	given: LogReceipt | undefined
): LogReceipt | undefined {
	return held && given && held.at > given.at ? held : (given ?? held);
}

/**
 * The state after an entry that may have been written by a tab that had not followed yet (without Web
 * Locks two of them exchange): its cursor is older, but what the other tab brought is here all the same.
 */
export function stateAfter(held: State, given: State): State {
	const isSamePull = given.epoch === held.epoch && given.generation === held.generation;
	if (!isSamePull) return given;
	const receipt = newerReceipt(held.receipt, given.receipt);
	if (given.cursor >= held.cursor) return { ...given, receipt };
	const { cursor, total, whole } = held;
	return { ...given, cursor, total, whole, receipt };
}

/** The newest generation anything on the disk belongs to. */
export function highest({ packs, entries }: Contents): number {
	const ofEntries = entries.map(({ entry }) => ('state' in entry ? entry.state.generation : 0));
	return Math.max(0, ...packs.map((pack) => pack.generation), ...ofEntries);
}

/** The outbox once one more journal entry is read. */
export function outboxAfter(outbox: Outbox, seq: number, entry: Entry): Outbox {
	switch (entry.kind) {
		case 'made':
			return outbox.with(entry.changes, seq, entry.made);
		case 'given-up':
			return outbox.without(entry.id);
		case 'folded':
			return new Outbox(entry.kept, { settled: [], sent: entry.sent ?? [] });
		case 'packed':
		case 'reply': {
			const offered = entry.restored ? outbox.offeredAgain(entry.offered) : outbox;
			return offered.judged(entry.verdicts, entry.state.cursor);
		}
	}
}

/** Packs first, then the journal; the clock value decides which version of a row is newer. */
export function baseOf({ packs, entries }: Contents): Base {
	const base = new Base();
	for (const { id, generation, rows } of packs) {
		base.take(base.news(rows, generation), generation, id);
	}
	for (const { entry } of entries) {
		if (entry.kind !== 'reply') continue;
		base.take(base.news(entry.rows, entry.state.generation), entry.state.generation);
	}
	return base;
}

/** The outbox, and the number of the last entry read. */
export function historyOf({ entries }: Contents): { outbox: Outbox; seen: number } {
	let outbox = new Outbox();
	let seen = 0;
	for (const { seq, entry } of entries) {
		outbox = outboxAfter(outbox, seq, entry);
		seen = seq;
	}
	return { outbox, seen };
}
