import { z } from 'zod';
import { freshId } from '#domain/kernel/fresh-id';
import { refuse } from '#domain/kernel/problem';
import { branchFor, mustHoldMembers } from '#domain/member/authority';
import { blankMember, MemberInput } from '#domain/member/member';
import { remembering } from '#domain/member/trail';
import { defineMutation, type Context, type Tx } from '#domain/mutation/mutation';
import { covers } from '#domain/org/tree';
import { withOwnExplanations } from '#domain/rules/explain';
import { aloneContext, refuseErrors } from '#domain/rules/refuse-errors';

/**
 * The id of the new record. One that the actor’s own record has is refused. One that another branch
 * holds blocks nobody and tells nobody that it is held: the record gets another, which follows from
 * the change.
 */
async function freeIdFor(tx: Tx, id: string, { actor, changeId }: Context): Promise<string> {
	for (let free = id, tries = 0; ; free = freshId(changeId, tries), tries += 1) {
		const held = await tx.get('member', free);
		if (!held) return free;
		const branch = await tx.get('org', held.branchId);
		if (branch && covers(actor.orgId, branch))
			refuse({ code: 'record.exists', table: 'member', id });
	}
}

/** A new record in a branch: by 补录, or one row of an import (then `imported` is true). */
export const admitMember = defineMutation({
	name: 'member.admit',
	args: z.strictObject({
		id: z.uuid(),
		values: MemberInput.extend({ branchId: z.uuid() }),
		imported: z.boolean()
	}),

	async run(tx, { id, values, imported }, context) {
		const { actor, today, changeId } = context;
		const branch = await branchFor(tx, values.branchId, actor, 'member.admit');
		mustHoldMembers(branch);
		const freeId = await freeIdFor(tx, id, context);
		const blank = { ...blankMember(freeId), ...values, importedBy: imported ? changeId : '' };
		const member = remembering(blank, { kind: imported ? 'imported' : 'admitted' }, context);
		const admitting = imported ? undefined : { byCommittee: actor.kind === 'a' };
		refuseErrors(member, today, undefined, admitting);
		tx.put('member', withOwnExplanations(member, aloneContext(today)));
	}
});
