import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { branchFor, memberFor, mustHoldMembers } from '#domain/mutations/member/authority';
import { departureId } from '#domain/model/member/departure';
import { moveStubs } from '#domain/mutations/member/merged';
import { remembering, remembers, signed } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';

/**
 * A committee moves a member to another branch of its subtree. The record leaves the old branch’s
 * devices whole, with its trail, conflicts and proposals; the stub stays there (S-7).
 */
export const moveMember = defineMutation({
	name: 'member.move',
	args: z.strictObject({ id: Id, from: Id, to: Id }),

	async run(tx, { id, from, to }, context) {
		const { actor, changeId } = context;
		const member = await memberFor(tx, id);
		if (actor.kind !== 'a') refuse({ code: 'action.forbidden', mutation: 'member.move' });
		const target = await branchFor(tx, to);
		mustHoldMembers(target);
		if (remembers(member, changeId) || member.branchId === to) return;
		if (member.branchId !== from) refuse({ code: 'member.elsewhere', id });
		const source = await branchFor(tx, from);

		const leaving = departureId(member.id, from);
		const stub = await tx.get('departure', leaving);
		tx.put('departure', {
			...signed(context),
			id: leaving,
			memberId: member.id,
			branchId: from,
			name: member.name,
			to,
			toName: target.shortName,
			late: stub?.late ?? [],
			touchedBy: changeId
		});
		const moved = {
			...member,
			branchId: to,
			left: [...member.left.filter((one) => one !== from && one !== to), from]
		};
		const branches: [string, string] = [source.shortName, target.shortName];
		const edits: Record<string, [string, string]> = { branchId: [from, to] };
		tx.put('member', remembering(moved, { kind: 'moved', edits, branches }, context));
		await moveStubs(tx, member.absorbed ?? [], to, changeId);
	}
});
