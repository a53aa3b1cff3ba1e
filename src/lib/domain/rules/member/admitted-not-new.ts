import { defineRule } from '#domain/rules/rule';

export const admittedNotNew = defineRule({
	id: 'SU-01',
	severity: 'error',
	title: '补录 used for someone who is not newly developed',
	field: 'increaseMode',
	message: '补录仅限新发展的新党员；转入党员请通过组织关系转接办理。',
	resolution: 'Ask 党委组织部, or start a transfer-in.',
	resolvedBy: 'secretary',
	source: 'training manual L131; creditsailing 751044',
	closes: ['field', 'procedure'],
	alone: true,

	check({ increaseMode }, { admitting }) {
		return admitting !== undefined && !admitting.byCommittee && increaseMode === 'other';
	}
});
