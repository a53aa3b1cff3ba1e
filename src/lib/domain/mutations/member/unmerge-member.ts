import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { isHeld } from '#domain/model/member/held';
import { moveStubs } from '#domain/mutations/member/merged';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';

const UNMERGE = 'member.unmerge';

/**
 * 撤销 of a 合并: both records stand again as they were, with the merge and its undoing in their
 * histories. Only as long as nobody has touched the result, which the records themselves say.
 */
export const unmergeMember = defineMutation({
	name: UNMERGE,
	/** The record that gave way. */
	args: z.strictObject({ id: Id }),

	async run(tx, { id }, context) {
		const { changeId } = context;
		const stub = await tx.get('member', id);
		if (!stub || stub.retracted) refuse({ code: 'record.missing', table: 'member', id });
		if (remembers(stub, changeId) || !stub.merged) return;
		const { merged, ...other } = stub;
		if (!(await tx.get('org', merged.branchId)))
			refuse({ code: 'action.forbidden', mutation: UNMERGE });
		const survivor = await tx.get('member', merged.into);
		if (!survivor || !isHeld(survivor) || survivor.touchedBy !== merged.change)
			refuse({ code: 'record.touched', table: 'member', id: merged.into });

		const { trail, heldElsewhere } = survivor;
		const before = { ...merged.before, trail, ...(heldElsewhere && { heldElsewhere }) };
		const left = other.left.filter((one) => one !== merged.branchId);
		const back = { ...other, branchId: merged.branchId, left };
		tx.put('member', remembering(before, { kind: 'unmerged', record: id }, context));
		tx.put('member', remembering(back, { kind: 'unmerged', record: survivor.id }, context));
		await moveStubs(tx, stub.absorbed ?? [], merged.branchId, changeId);
	}
});
