import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const regularDateFuture = defineRule({
	id: 'JN-09',
	severity: 'error',
	title: 'Confirmation date in the future',
	field: 'regularDate',
	message: '转正日期不能晚于今天。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member, { today }) {
		const regular = dateOf(member.regularDate);
		return regular !== undefined && regular > today;
	}
});
