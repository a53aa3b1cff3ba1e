import { z } from 'zod';
import { refuse } from '#domain/kernel/problem';
import { MemberEdits } from '#domain/member/member';
import { proposeLate } from '#domain/member/propose-late';
import { remembers } from '#domain/member/trail';
import { withEdits } from '#domain/member/with-edits';
import { covers } from '#domain/org/tree';
import { defineMutation } from '#domain/mutation/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseErrors } from '#domain/rules/refuse-errors';

/**
 * 保存 of one tab: the edits are merged field by field (S-4). Of a member who has moved away in
 * the meantime it becomes a proposal (S-7). Moving to another branch is not an edit.
 */
export const editMember = defineMutation({
	name: 'member.edit',
	args: z.strictObject({ id: z.uuid(), edits: MemberEdits }),

	async run(tx, { id, edits }, context) {
		const { actor, at, changeId } = context;
		if (edits.branchId) refuse({ code: 'action.forbidden', mutation: 'member.edit' });
		const before = await tx.get('member', id);
		if (before?.retracted) refuse({ code: 'record.missing', table: 'member', id });
		const branch = before && (await tx.get('org', before.branchId));
		if (!before || !branch || !covers(actor.orgId, branch)) {
			return proposeLate(tx, { id, edits }, before, context);
		}
		if (remembers(before, changeId)) return;
		const after = withEdits(before, edits, { kind: 'edited' }, context);
		if (after === before) return;
		refuseErrors(after, at, before);
		tx.put('member', withdrawReasons(before, after, at));
	}
});
