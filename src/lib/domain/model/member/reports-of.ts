import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import type { Report } from '#domain/model/report/report';

/** A record of before reports existed has none. */
export function reportsOf(member: Member): readonly Report[] {
	return member.reports ?? [];
}

export function reportOf(member: Member, id: string): Report {
	const report = reportsOf(member).find((one) => one.id === id);
	return report ?? refuse({ code: 'record.missing', table: 'report', id });
}
