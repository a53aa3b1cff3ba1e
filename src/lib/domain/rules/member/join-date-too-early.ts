import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

const FOUNDED = '1921-07-01';

export const joinDateTooEarly = defineRule({
	id: 'JN-03',
	severity: 'error',
	title: 'Joining date before the Party existed or before birth',
	field: 'joinDate',
	message: '入党日期不合理。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member) {
		const joined = dateOf(member.joinDate);
		if (joined === undefined) return false;
		const born = dateOf(member.birthDate);
		return joined < FOUNDED || (born !== undefined && joined <= born);
	}
});
