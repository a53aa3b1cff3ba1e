import { z } from 'zod';
import { refuse } from '#domain/kernel/problem';
import { branchFor, mustHoldMembers } from '#domain/member/authority';
import { blankMember, MemberInput } from '#domain/member/member';
import { remembering } from '#domain/member/trail';
import { defineMutation } from '#domain/mutation/mutation';
import { withOwnExplanations } from '#domain/rules/explain';
import { aloneContext, refuseErrors } from '#domain/rules/refuse-errors';

/** A new record in a branch: by 补录, or one row of an import (then `imported` is true). */
export const admitMember = defineMutation({
	name: 'member.admit',
	args: z.strictObject({
		id: z.uuid(),
		values: MemberInput.extend({ branchId: z.uuid() }),
		imported: z.boolean()
	}),

	async run(tx, { id, values, imported }, context) {
		const { actor, at, changeId } = context;
		const branch = await branchFor(tx, values.branchId, actor, 'member.admit');
		mustHoldMembers(branch);
		if (await tx.get('member', id)) refuse({ code: 'record.exists', table: 'member', id });
		const blank = { ...blankMember(id), ...values, importedBy: imported ? changeId : '' };
		const member = remembering(blank, { kind: imported ? 'imported' : 'admitted' }, context);
		const admitting = imported ? undefined : { byCommittee: actor.kind === 'a' };
		refuseErrors(member, at, undefined, admitting);
		tx.put('member', withOwnExplanations(member, aloneContext(at.slice(0, 10))));
	}
});
