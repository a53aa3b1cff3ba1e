import { fullYears } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';

/**
 * Age in full years on the joining date; undefined when either day is missing, or when the joining
 * date is not after birth: then the date itself is wrong, and JN-03 speaks.
 */
export function joinAge(member: Member): number | undefined {
	const born = dateOf(member.birthDate);
	const joined = dateOf(member.joinDate);
	if (born === undefined || joined === undefined || joined <= born) return undefined;
	return fullYears(born, joined);
}
