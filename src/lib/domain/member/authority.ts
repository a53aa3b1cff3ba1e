import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/member/member';
import { survivorOf } from '#domain/member/merged';
import type { Actor, Tx } from '#domain/mutation/mutation';
import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/org/org';
import { covers } from '#domain/org/tree';

/** The branch, if the actor may write its members: a branch its own, a committee its subtree (R-AZ-02). */
export async function branchFor(
	tx: Tx,
	branchId: string,
	actor: Actor,
	mutation: string
): Promise<Org> {
	const org = await tx.get('org', branchId);
	// Missing and foreign look the same, so that an id tells nothing about others (R-AZ-03).
	if (!org || !covers(actor.orgId, org)) refuse({ code: 'action.forbidden', mutation });
	return org;
}

/**
 * The record, if it is there and the actor may write it. Of one that was merged away it is the
 * survivor, so that what somebody did on either of two records arrives where the person is now.
 */
export async function memberFor(
	tx: Tx,
	id: string,
	actor: Actor,
	mutation: string
): Promise<Member> {
	const asked = await tx.get('member', id);
	const member = asked && (await survivorOf(tx, asked));
	if (!member || member.retracted) refuse({ code: 'record.missing', table: 'member', id });
	await branchFor(tx, member.branchId, actor, mutation);
	return member;
}

export function mustHoldMembers(org: Org): void {
	if (orgType.row(org.type)?.holdsMembers !== true)
		refuse({ code: 'org.not-a-branch', id: org.id });
}
