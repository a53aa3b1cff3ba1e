import { dateOf } from '#domain/model/member/date-of';
import { knewNoProbation } from '#domain/rules/probation';
import { defineRule } from '#domain/rules/rule';

export const regularDateNotLater = defineRule({
	id: 'JN-08',
	severity: 'error',
	title: 'Confirmation not later than joining',
	field: 'regularDate',
	message: '转正日期应晚于入党日期。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'follows from training manual L51',
	closes: ['field'],
	alone: true,

	check(member) {
		const joined = dateOf(member.joinDate);
		const regular = dateOf(member.regularDate);
		if (joined === undefined || regular === undefined || knewNoProbation(joined)) return false;
		return regular <= joined;
	}
});
