import { fullYears } from '#domain/kernel/plain-date';
import type { Member } from '#domain/member/member';
import { dateOf } from '#domain/rules/date-of';

/** Age in full years on the joining date; undefined when either day is missing. */
export function joinAge(member: Member): number | undefined {
	const born = dateOf(member.birthDate);
	const joined = dateOf(member.joinDate);
	return born === undefined || joined === undefined ? undefined : fullYears(born, joined);
}
