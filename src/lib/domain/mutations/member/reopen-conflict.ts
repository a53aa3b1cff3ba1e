import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { memberFor } from '#domain/mutations/member/authority';
import { ConflictId, type Conflict, type Settlement } from '#domain/model/member/conflict';
import { valueAt } from '#domain/model/member/item';
import { conflictOf, type Member } from '#domain/model/member/member';
import { statusFacts } from '#domain/model/member/reduction';
import { standing, withConflict } from '#domain/mutations/member/settle-conflict';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { withEdits, type ItemEdits } from '#domain/mutations/member/with-edits';
import { defineMutation } from '#domain/mutations/mutation';
import { refuseErrors } from '#domain/rules/refuse-errors';

/** The facts as they were before another 党籍状态 was taken, where nobody has edited them since. */
function factsBack(
	before: Member,
	{ other }: Pick<Conflict, 'other'>,
	{ change }: Settlement
): ItemEdits {
	if (!other.facts) return {};
	const made = before.trail.find((line) => line.change === change)?.edits ?? {};
	return Object.fromEntries(
		statusFacts.flatMap((key) => {
			const [was, became] = made[key] ?? [];
			return was === undefined || valueAt(before, key) !== became
				? []
				: [[key, { from: became, to: was }]];
		})
	);
}

/**
 * 撤销 of a decision: the conflict is open again, and the value that had been replaced stands
 * again unless somebody has edited the field since.
 */
export const reopenConflict = defineMutation({
	name: 'conflict.reopen',
	args: z.strictObject({ memberId: Id, conflictId: ConflictId }),

	async run(tx, { memberId, conflictId }, context) {
		const before = await memberFor(tx, memberId);
		const { settled, ...conflict } = conflictOf(before, conflictId);
		if (!settled || remembers(before, context.changeId)) return;
		const { field, other } = conflict;
		const open = withConflict(before, { ...conflict, settled: null });
		const isTaken = settled.choice === 'take' && settled.from !== other.value;
		const back =
			isTaken && valueAt(before, field) === other.value
				? {
						...factsBack(before, conflict, settled),
						[field]: { from: other.value, to: settled.from }
					}
				: undefined;
		const after = back
			? withEdits(open, back, { kind: 'reopened' }, context)
			: remembering(open, { kind: 'reopened', edits: standing(before, field) }, context);
		refuseErrors(after, context.today, before);
		tx.put('member', after);
	}
});
