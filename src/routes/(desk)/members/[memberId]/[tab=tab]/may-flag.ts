import type { Member } from '#domain/model/member/member';
import { isHeld } from '#domain/model/member/held';
import { isAbove } from '#domain/mutations/report/open-steps';
import type { Replica } from '#store/replica/replica';

/** Whether this account may mark the record as 问题数据 and take the mark back. */
export function mayFlag(replica: Replica, member: Member): boolean {
	const org = replica.org(member.branchId);
	return org !== undefined && isHeld(member) && isAbove(replica.actor, org);
}
