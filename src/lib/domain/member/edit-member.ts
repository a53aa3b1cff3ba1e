import { z } from 'zod';
import { refuse } from '#domain/kernel/problem';
import { branchFor } from '#domain/member/authority';
import { fieldOf, type FieldKey } from '#domain/member/fields';
import { MemberEdits, type Member } from '#domain/member/member';
import { defineMutation } from '#domain/mutation/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseErrors } from '#domain/rules/refuse-errors';

/**
 * 保存 of one tab. Each field carries the value its author saw (S-4):
 * seen = stored → the new value; new = stored → nothing to say; else the field’s class decides,
 * and whichever value does not stand is kept as a conflict. Moving to another branch is not an edit.
 */
export const editMember = defineMutation({
	name: 'member.edit',
	args: z.strictObject({ id: z.uuid(), edits: MemberEdits }),

	async run(tx, { id, edits }, { actor, at, changeId }) {
		const before = await tx.get('member', id);
		if (!before || before.retracted) refuse({ code: 'record.missing', table: 'member', id });
		const branch = await branchFor(tx, before.branchId, actor, 'member.edit');
		if (edits.branchId) refuse({ code: 'action.forbidden', mutation: 'member.edit' });

		const after: Member = { ...before, touchedBy: changeId };
		for (const [key, edit] of Object.entries(edits) as [FieldKey, { from: string; to: string }][]) {
			// A field that an older record does not carry yet is an empty field.
			const stored = before[key] ?? '';
			if (edit.to === stored) continue;
			if (edit.from === stored) {
				after[key] = edit.to;
				continue;
			}
			const stays = fieldOf(key).conflict === 'identity' ? stored : edit.to;
			after[key] = stays;
			tx.put('conflict', {
				id: `${changeId}:${key}`,
				memberId: id,
				branchId: branch.id,
				field: key,
				kept: stays,
				other: stays === stored ? edit.to : stored,
				otherBy: stays === stored ? actor.account : '',
				otherAt: stays === stored ? at : '',
				touchedBy: changeId
			});
		}
		refuseErrors(after, at, before);
		tx.put('member', withdrawReasons(before, after, at));
	}
});
