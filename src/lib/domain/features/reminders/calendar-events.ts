import type { Member } from '#domain/model/member/member';
import type { CalendarEvent } from '#domain/features/reminders/calendar';
import {
	deadlinesOf,
	type Deadline,
	type DeadlineKind
} from '#domain/features/reminders/deadlines';
import type { RuleContext } from '#domain/rules/rule';

const titles: Record<DeadlineKind, string> = {
	probation: '预备期届满',
	contact: '出国（境）党员满6个月未联系',
	grade: '更新学生党员年级岗位'
};

/**
 * The days to come as events of a calendar. A calendar is often shared and lies outside this
 * system, so that without `named` it holds numbers only.
 */
export function calendarEvents(
	members: readonly Member[],
	context: RuleContext,
	{ named, orgId }: { named: boolean; orgId: string }
): CalendarEvent[] {
	const days = new Map<string, { deadline: Deadline; of: Member[] }>();
	for (const member of members) {
		for (const deadline of deadlinesOf(member, context)) {
			const { kind, due } = deadline;
			if (due < context.today) continue;
			// Nobody wants thirty entries for the one evening on which all grades are looked at.
			const key = named && kind !== 'grade' ? `${kind}-${member.id}` : `${kind}-${due}-${orgId}`;
			const there = days.get(key);
			if (there) there.of.push(member);
			else days.set(key, { deadline, of: [member] });
		}
	}
	const events = [...days].map(([key, { deadline, of }]) => {
		const who = named && deadline.kind !== 'grade' ? of[0]?.name : `${of.length} 名`;
		const title = `${titles[deadline.kind]}：${who}`;
		return { uid: `${key}@branchbook`, on: deadline.due, title };
	});
	return events.sort((a, b) => (`${a.on}${a.uid}` < `${b.on}${b.uid}` ? -1 : 1));
}
