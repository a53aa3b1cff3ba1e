import { monthsBetween } from '#domain/kernel/plain-date';
import { probationEnd } from '#domain/rules/probation';
import { defineRule } from '#domain/rules/rule';

export const probationExpired = defineRule({
	id: 'JN-15',
	severity: 'warning',
	title: 'Probation expired, no decision',
	field: 'joinDate',
	message: '预备期已满{n}个月未办理转正。',
	resolution: 'Hold the meeting and record the result: 转正 / 延长 / 取消资格.',
	resolvedBy: 'secretary',
	source: 'owip completeness test (>13 months); 发展党员工作细则 (discuss in time)',
	closes: ['procedure'],
	alone: true,

	check(member, { today, settings }) {
		const latest = probationEnd(member, settings.graceMonths);
		if (latest === undefined || today <= latest) return false;
		const ends = probationEnd(member) ?? latest;
		return { n: String(monthsBetween(ends, today)) };
	}
});
