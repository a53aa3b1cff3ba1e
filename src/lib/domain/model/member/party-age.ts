import { monthsBetween, type PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';
import { isOnRoster } from '#domain/model/member/on-roster';

/** 党龄 in full months, or why there is none to tell. */
export type PartyAge = { months: number; since: PlainDate; adjusted: number } | PartyAgeless;
export type PartyAgeless = 'probationary' | 'undated' | 'ended';

/**
 * 党龄 counts from 转正日期; 党龄校正值 adds or takes whole months, for who was confirmed on another
 * day than his probation ended, or was out of the party for a time (domain.md 2.1 and 4).
 */
export function partyAge(member: Member, today: PlainDate): PartyAge {
	if (!isOnRoster(member)) return 'ended';
	if (member.memberCategory === '2') return 'probationary';
	const since = dateOf(member.regularDate);
	if (since === undefined || since > today) return 'undated';
	const given = Number(member.partyAgeAdjustMonths);
	const adjusted = Number.isInteger(given) ? given : 0;
	return { months: Math.max(0, monthsBetween(since, today) + adjusted), since, adjusted };
}
