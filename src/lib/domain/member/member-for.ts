import { refuse } from '#domain/kernel/problem';
import { branchFor } from '#domain/member/authority';
import type { Member } from '#domain/member/member';
import type { Actor, Tx } from '#domain/mutation/mutation';

/** The record, if it stands and the actor may write it. */
export async function memberFor(
	tx: Tx,
	memberId: string,
	actor: Actor,
	mutation: string
): Promise<Member> {
	const member = await tx.get('member', memberId);
	if (!member || member.retracted)
		refuse({ code: 'record.missing', table: 'member', id: memberId });
	await branchFor(tx, member.branchId, actor, mutation);
	return member;
}
