import type { Member } from '#domain/member/member';

/** 党籍状态 正常. A record from before that item existed says nothing else. */
export function isInGoodStanding(member: Member): boolean {
	return (member.membershipStatus || '1') === '1';
}
