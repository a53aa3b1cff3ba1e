import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { branchFor, mustHoldMembers } from '#domain/mutations/member/authority';
import { blankMember, MemberSeen } from '#domain/model/member/member';
import { refuseUnfitValues } from '#domain/mutations/member/refuse-unfit';
import { remembering } from '#domain/mutations/member/trail';
import { freeIdFor } from '#domain/mutations/free-id';
import { defineMutation } from '#domain/mutations/mutation';
import { withOwnExplanations } from '#domain/rules/explain';
import { aloneContext, refuseErrors } from '#domain/rules/refuse-errors';

/** A new record in a branch: by 补录, or one row of an import (then `imported` is true). */
export const admitMember = defineMutation({
	name: 'member.admit',
	args: z.strictObject({
		id: Id,
		values: MemberSeen.extend({ branchId: Id }),
		imported: z.boolean()
	}),

	async run(tx, { id, values, imported }, context) {
		const { actor, today, changeId } = context;
		refuseUnfitValues(values, context);
		const branch = await branchFor(tx, values.branchId);
		mustHoldMembers(branch);
		const freeId = await freeIdFor(tx, 'member', id, changeId);
		const blank = { ...blankMember(freeId), ...values, importedBy: imported ? changeId : '' };
		const member = remembering(blank, { kind: imported ? 'imported' : 'admitted' }, context);
		const admitting = imported ? undefined : { byCommittee: actor.kind === 'a' };
		refuseErrors(member, today, undefined, admitting);
		tx.put('member', withOwnExplanations(member, aloneContext(today)));
	}
});
