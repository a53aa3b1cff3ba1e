import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { editedKeys, MemberEdits } from '#domain/model/member/member';
import { proposeLate, proposeToSurvivor } from '#domain/mutations/member/propose-late';
import { refuseUnfit } from '#domain/mutations/member/refuse-unfit';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { withEdits } from '#domain/mutations/member/with-edits';
import { defineMutation } from '#domain/mutations/mutation';
import { Explains, withExplanations } from '#domain/rules/explain';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseErrors } from '#domain/rules/refuse-errors';

/**
 * 保存 of one tab: the edits are merged field by field (S-4). Of a member who has moved away or was
 * merged into another record in the meantime it becomes a proposal (S-7). Moving to another branch
 * is not an edit.
 */
export const editMember = defineMutation({
	name: 'member.edit',
	args: z.strictObject({
		id: Id,
		edits: MemberEdits,
		/** The findings that a text in `edits` was written for, with the values its author saw. */
		explains: Explains.optional()
	}),

	async run(tx, { id, edits, explains = {} }, context) {
		const { today, changeId } = context;
		if (edits.branchId) refuse({ code: 'action.forbidden', mutation: 'member.edit' });
		const before = await tx.get('member', id);
		refuseUnfit(edits, before, 'edits', context);
		if (!before) return proposeLate(tx, { id, edits }, context);
		if (before.retracted) refuse({ code: 'record.missing', table: 'member', id });
		if (before.merged) return proposeToSurvivor(tx, edits, before, context);
		if (remembers(before, changeId)) return;
		const edited = withEdits(before, edits, { kind: 'edited' }, context);
		const explained = withExplanations(edited, edits, explains);
		if (explained === before) return;
		// A text that is found to hold for other values, too, is confirmed without being changed.
		const after =
			edited === before
				? remembering(explained, { kind: 'edited', edits: unchanged(edits) }, context)
				: explained;
		refuseErrors(after, today, before);
		tx.put('member', withdrawReasons(before, after, today));
	}
});

function unchanged(edits: MemberEdits): Record<string, [string, string]> {
	return Object.fromEntries(
		editedKeys(edits).map((key) => [key, [edits[key]?.to ?? '', edits[key]?.to ?? '']])
	);
}
