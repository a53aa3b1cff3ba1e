import { daysBetween } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

/** Days after 预计毕业日期 in which the relation is to be moved. */
const PATIENCE = 90;
const graduating: ReadonlySet<string> = new Set(['40101', '40201', '40301']);

export const graduateStillHere = defineRule({
	id: 'WP-06',
	severity: 'warning',
	title: 'Graduating-grade student still here after graduation',
	field: 'workPost',
	message: '毕业年级学生已离校，组织关系尚未转出。',
	resolution: 'Start a transfer, or record the reason for 暂留.',
	resolvedBy: 'secretary',
	source: 'graduate transfer notices (jtlightd 2020, wnmc 2019)',
	closes: ['procedure', 'review'],
	explanation: { in: 'stayReason', over: ['workPost', 'graduatesOn'] },
	alone: true,

	check(member, { today }) {
		if (!graduating.has(member.workPost)) return false;
		const graduated = dateOf(member.graduatesOn);
		return graduated !== undefined && daysBetween(graduated, today) > PATIENCE;
	}
});
