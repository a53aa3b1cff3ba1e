import type { Conflict, Side } from '#domain/model/member/conflict';
import type { Edit } from '#domain/model/member/edit';
import { itemAt, valueAt, withValueAt } from '#domain/model/member/item';
import type { Member } from '#domain/model/member/member';
import { statusFacts } from '#domain/model/member/reduction';
import { remembering, signed, writerOf } from '#domain/mutations/member/trail';
import type { Signature } from '#domain/kernel/signature';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import type { Context } from '#domain/mutations/mutation';

/** Per item (see item.ts) the value its author saw and the value he left. */
export type ItemEdits = Readonly<Partial<Record<string, Edit>>>;

/**
 * The record after these edits (S-4). Each field carries the value its author saw:
 * seen = stored → the new value; new = stored → nothing to say; else the field’s class decides
 * which value stands, and the other opens a conflict. The facts of a 党籍状态 go where it goes: a day of
 * leaving never stands beside a status that another author gave. The very same record if nothing was to do.
 */
export function withEdits(
	before: Member,
	edits: ItemEdits,
	entry: Pick<TrailEntry, 'kind' | 'author' | 'record'>,
	context: Context
): Member {
	let after = before;
	const made: TrailEntry['edits'] = {};
	const aside: Record<string, string> = {};
	let conflicts = before.conflicts;
	const facts = factsAside(before, edits);
	for (const [key, edit] of Object.entries(edits)) {
		const stored = valueAt(before, key);
		if (!edit || edit.to === stored) continue;
		const { from, to } = edit;
		if (facts?.[key] !== undefined) {
			aside[key] = to;
			continue;
		}
		const stands = isTaken(key, edit, stored);
		if (stands) {
			after = withValueAt(after, key, to);
			made[key] = [stored, to];
			conflicts = decidedBy(conflicts, key, stored, to, context);
		} else aside[key] = to;
		if (from === stored) continue;
		const mine: Side & Signature = { value: to, ...signed(context) };
		if (key === 'membershipStatus' && facts) mine.facts = facts;
		conflicts = opened(before, conflicts, key, mine, stands);
	}
	const given = Object.keys(aside).length > 0;
	if (!given && Object.keys(made).length === 0) return before;
	return remembering(
		{ ...after, conflicts },
		{ ...entry, edits: made, ...(given && { aside }) },
		context
	);
}

/** Whether the edit stands where the record holds `stored`: seen as it is, or of a class that the later one wins. */
function isTaken(key: string, { from }: Edit, stored: string): boolean {
	return from === stored || itemAt(key)?.field.conflict !== 'identity';
}

/** The facts that stay beside the record together with the 党籍状态 they were given with; undefined if it stands. */
function factsAside(before: Member, edits: ItemEdits): Record<string, string> | undefined {
	const { membershipStatus: status } = edits;
	const stored = valueAt(before, 'membershipStatus');
	if (!status || status.to === stored || isTaken('membershipStatus', status, stored))
		return undefined;
	return Object.fromEntries(
		statusFacts.flatMap((key) => {
			const edit = edits[key];
			return edit ? [[key, edit.to]] : [];
		})
	);
}

/** Whoever gives a field the value that an open conflict holds has decided for it. */
function decidedBy(
	conflicts: readonly Conflict[],
	field: string,
	from: string,
	to: string,
	context: Context
): Conflict[] {
	return conflicts.map((one) =>
		one.field === field && !one.settled && one.other.value === to
			? { ...one, settled: { ...signed(context), choice: 'take', from } }
			: one
	);
}

/** With a conflict about the value that does not stand, unless an open one holds it already. */
function opened(
	before: Member,
	conflicts: readonly Conflict[],
	field: string,
	mine: Side & Signature,
	stands: boolean
): Conflict[] {
	const theirs: Side = { value: valueAt(before, field), ...writerOf(before, field) };
	const [kept, other] = stands ? [mine, theirs] : [theirs, mine];
	const held = conflicts.some(
		(one) => one.field === field && !one.settled && isSameSide(one.other, other)
	);
	if (held) return [...conflicts];
	const id = `${mine.change}:${field}`;
	return [...conflicts, { id, field, kept, other, settled: null }];
}

/** Whether both say the same value with the same facts. */
export function isSameSide(one: Side, other: Side): boolean {
	const [facts, others] = [one.facts ?? {}, other.facts ?? {}];
	const keys = new Set([...Object.keys(facts), ...Object.keys(others)]);
	return one.value === other.value && [...keys].every((key) => facts[key] === others[key]);
}
