import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { seenShape } from '#domain/kernel/text-shape';
import { memberFor } from '#domain/mutations/member/authority';
import { ConflictId, type Conflict, type Settlement } from '#domain/model/member/conflict';
import type { Edit } from '#domain/model/member/edit';
import { itemAt, valueAt } from '#domain/model/member/item';
import { conflictOf, type Member } from '#domain/model/member/member';
import { lastTurn, withdrawal } from '#domain/model/member/reduction';
import { remembering, remembers, signed } from '#domain/mutations/member/trail';
import { withEdits, type ItemEdits } from '#domain/mutations/member/with-edits';
import { defineMutation, type Context } from '#domain/mutations/mutation';
import { refuseErrors } from '#domain/rules/refuse-errors';

/**
 * 保留 / 换成: one tap decides between two values (S-4), and the choice is itself a change.
 * `saw` is the value that stood when it was made. Two devices that decide differently find the
 * conflict open again, with both choices beside it.
 */
export const settleConflict = defineMutation({
	name: 'conflict.settle',
	args: z.strictObject({
		memberId: Id,
		conflictId: ConflictId,
		choice: z.enum(['keep', 'take']),
		saw: seenShape()
	}),

	async run(tx, { memberId, conflictId, choice, saw }, context) {
		const before = await memberFor(tx, memberId);
		if (remembers(before, context.changeId)) return;
		const conflict = conflictOf(before, conflictId);
		// What stood is read from the record; `saw` only says which value was decided against.
		const choose = { ...signed(context), choice, from: valueAt(before, conflict.field) };
		const after = settled(before, conflict, choose, saw, context);
		if (after === before) return;
		refuseErrors(after, context.today, before);
		tx.put('member', after);
	}
});

function settled(
	before: Member,
	conflict: Conflict,
	choice: Settlement,
	saw: string,
	context: Context
): Member {
	const { field } = conflict;
	if (conflict.settled) {
		if (conflict.settled.choice === choice.choice) return before;
		const again = { ...conflict, settled: null, differing: [conflict.settled, choice] };
		const reopened = withConflict(before, again);
		return remembering(reopened, { kind: 'reopened', edits: standing(before, field) }, context);
	}
	if (choice.choice === 'take' && itemAt(field)) {
		const edits = {
			...factsTaken(before, conflict),
			[field]: { from: saw, to: conflict.other.value }
		};
		return withEdits(before, edits, { kind: 'settled' }, context);
	}
	const kept = withConflict(before, { ...conflict, settled: choice });
	return remembering(kept, { kind: 'settled', edits: standing(before, field) }, context);
}

/** Another 党籍状态 comes with its facts, and those of the way that it displaces are as they were before. */
function factsTaken(before: Member, { kept, other }: Conflict): ItemEdits {
	if (!other.facts) return {};
	const isDisplaced = kept.change !== undefined && kept.change === lastTurn(before);
	const taken = Object.entries(other.facts).map(([key, to]): [string, Edit] => [
		key,
		{ from: valueAt(before, key), to }
	]);
	return { ...(isDisplaced && withdrawal(before)), ...Object.fromEntries(taken) };
}

/** The field’s value as an entry of the trail that confirms it. */
export function standing(member: Member, field: string): Record<string, [string, string]> {
	const value = valueAt(member, field);
	return { [field]: [value, value] };
}

export function withConflict(member: Member, conflict: Conflict): Member {
	const conflicts = member.conflicts.map((one) => (one.id === conflict.id ? conflict : one));
	return { ...member, conflicts };
}
