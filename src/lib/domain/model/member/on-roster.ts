import type { Member } from '#domain/model/member/member';
import { isHeld } from '#domain/model/member/held';

/** 党籍状态 正常. */
export const IN_GOOD_STANDING = '1';

/**
 * 在册: whom every count, list, export and 信息完整度 speaks of. Everybody else who is held is
 * 已减少. A record from before 党籍状态 existed says nothing else.
 */
export function isOnRoster(member: Member): boolean {
	return isHeld(member) && (member.membershipStatus || IN_GOOD_STANDING) === IN_GOOD_STANDING;
}

/** 已出党. */
export const LEFT = 'left';

/**
 * Whether the person’s numbers are this record’s: of who has left they are free, so that 重新入党
 * begins a record of its own while the old one keeps how he left.
 */
export function holdsNumbers(
	member: Pick<Member, 'retracted' | 'merged' | 'membershipStatus'>
): boolean {
	return isHeld(member) && member.membershipStatus !== LEFT;
}
