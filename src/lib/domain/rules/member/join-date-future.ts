import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const joinDateFuture = defineRule({
	id: 'JN-02',
	severity: 'error',
	title: 'Joining date in the future',
	field: 'joinDate',
	message: '入党日期不能晚于今天。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member, { today }) {
		const joined = dateOf(member.joinDate);
		return joined !== undefined && joined > today;
	}
});
