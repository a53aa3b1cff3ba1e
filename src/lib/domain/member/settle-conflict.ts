import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { seenShape } from '#domain/kernel/text-shape';
import { memberFor } from '#domain/member/authority';
import { ConflictId, type Conflict, type Settlement } from '#domain/member/conflict';
import { itemAt, valueAt } from '#domain/member/item';
import { conflictOf, type Member } from '#domain/member/member';
import { remembering, remembers, signed } from '#domain/member/trail';
import { withEdits } from '#domain/member/with-edits';
import { defineMutation, type Context } from '#domain/mutation/mutation';
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
		const edit = { [field]: { from: saw, to: conflict.other.value } };
		return withEdits(before, edit, { kind: 'settled' }, context);
	}
	const kept = withConflict(before, { ...conflict, settled: choice });
	return remembering(kept, { kind: 'settled', edits: standing(before, field) }, context);
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
