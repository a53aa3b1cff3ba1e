import type { Member } from '#domain/member/member';
import { isHeld } from '#domain/member/merged';

/** 党籍状态 正常. */
export const IN_GOOD_STANDING = '1';

/**
 * 在册: whom every count, list, export and 信息完整度 speaks of. Everybody else who is held is
 * 已减少. A record from before 党籍状态 existed says nothing else.
 */
export function isOnRoster(member: Member): boolean {
	return isHeld(member) && (member.membershipStatus || IN_GOOD_STANDING) === IN_GOOD_STANDING;
}
