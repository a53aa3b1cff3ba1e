import type { Conflict, Side } from '#domain/member/conflict';
import type { Edit } from '#domain/member/edit';
import { itemAt, valueAt, withValueAt } from '#domain/member/item';
import type { Member } from '#domain/member/member';
import { remembering, signed, writerOf } from '#domain/member/trail';
import type { TrailEntry } from '#domain/member/trail-entry';
import type { Context } from '#domain/mutation/mutation';

/** Per item (see item.ts) the value its author saw and the value he left. */
export type ItemEdits = Readonly<Partial<Record<string, Edit>>>;

/**
 * The record after these edits (S-4). Each field carries the value its author saw:
 * seen = stored → the new value; new = stored → nothing to say; else the field’s class decides
 * which value stands, and the other opens a conflict. The very same record if nothing was to do.
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
	for (const [key, edit] of Object.entries(edits)) {
		const stored = valueAt(before, key);
		if (!edit || edit.to === stored) continue;
		const { from, to } = edit;
		const stands = from === stored || itemAt(key)?.field.conflict !== 'identity';
		if (stands) {
			after = withValueAt(after, key, to);
			made[key] = [stored, to];
			conflicts = decidedBy(conflicts, key, stored, to, context);
		} else aside[key] = to;
		if (from !== stored) conflicts = opened(before, conflicts, key, to, stands, context);
	}
	const given = Object.keys(aside).length > 0;
	if (!given && Object.keys(made).length === 0) return before;
	return remembering(
		{ ...after, conflicts },
		{ ...entry, edits: made, ...(given && { aside }) },
		context
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
	to: string,
	stands: boolean,
	context: Context
): Conflict[] {
	const mine: Side = { value: to, ...signed(context) };
	const theirs: Side = { value: valueAt(before, field), ...writerOf(before, field) };
	const [kept, other] = stands ? [mine, theirs] : [theirs, mine];
	const held = conflicts.some(
		(one) => one.field === field && !one.settled && one.other.value === other.value
	);
	if (held) return [...conflicts];
	const id = `${context.changeId}:${field}`;
	return [...conflicts, { id, field, kept, other, settled: null }];
}
