import { defineEntryRule } from '#domain/rules/entry-rule';

const facts = ['honour', 'approvedOn', 'approvedBy'] as const;

export const awardIncomplete = defineEntryRule({
	id: 'AW-01',
	severity: 'error',
	title: 'Award row incomplete',
	list: 'rewards',
	entryField: 'honour',
	message: '奖励须填写表彰名称、批准时间、批准机关。',
	resolution: 'Fill all three.',
	resolvedBy: 'secretary',
	source: 'training manual L60–64',
	closes: ['entry'],
	alone: true,

	items: (row) => facts.filter((key) => !row[key]),

	checkEntry: (row) => facts.some((key) => !row[key])
});
