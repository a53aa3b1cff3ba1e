import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { survivorOf } from '#domain/mutations/member/merged';
import type { VisibleTx } from '#domain/mutations/mutation';
import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/model/org/org';

/**
 * The branch, if the actor may write its members: a branch its own, a committee its subtree
 * (R-AZ-02). Those are the organisations he sees.
 */
export async function branchFor(tx: VisibleTx, id: string): Promise<Org> {
	return (await tx.get('org', id)) ?? refuse({ code: 'record.missing', table: 'org', id });
}

/**
 * The record, if it is there and the actor may write it. Of one that was merged away it is the
 * survivor, so that what somebody did on either of two records arrives where the person is now.
 */
export async function memberFor(tx: VisibleTx, id: string): Promise<Member> {
	const asked = await tx.get('member', id);
	const member = asked && (await survivorOf(tx, asked));
	if (!member || member.retracted) refuse({ code: 'record.missing', table: 'member', id });
	return member;
}

export function mustHoldMembers(org: Org): void {
	if (orgType.row(org.type)?.holdsMembers !== true)
		refuse({ code: 'org.not-a-branch', id: org.id });
}
