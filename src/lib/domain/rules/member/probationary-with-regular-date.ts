import { defineRule } from '#domain/rules/rule';

export const probationaryWithRegularDate = defineRule({
	id: 'JN-07',
	severity: 'error',
	title: 'Probationary member has a confirmation date',
	field: 'regularDate',
	message: '预备党员不应填写转正日期。',
	resolution: 'Clear the date or change 人员类别 to 正式党员.',
	resolvedBy: 'secretary',
	source: 'follows from 人员类别 and 转正日期 fields; inferred, to be verified',
	closes: ['field'],
	alone: true,

	check({ memberCategory, regularDate }) {
		return memberCategory === '2' && regularDate !== '';
	}
});
