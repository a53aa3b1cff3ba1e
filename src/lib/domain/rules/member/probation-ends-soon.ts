import { daysBetween } from '#domain/kernel/plain-date';
import { probationEnd } from '#domain/rules/probation';
import { defineRule } from '#domain/rules/rule';

export const probationEndsSoon = defineRule({
	id: 'JN-14',
	severity: 'info',
	title: 'Probation ends within 30 days',
	field: 'joinDate',
	message: '预备期将于{date}届满，请提醒本人递交转正申请。',
	resolution: 'Prepare the branch meeting.',
	resolvedBy: 'secretary',
	source: 'reminders practice; inferred, to be verified',
	closes: ['procedure'],
	alone: true,

	check(member, { today, settings }) {
		const ends = probationEnd(member);
		// Once it has ended the reminder is silent and JN-15 speaks in its turn.
		if (ends === undefined || ends < today) return false;
		return daysBetween(today, ends) <= settings.reminderDays ? { date: ends } : false;
	}
});
