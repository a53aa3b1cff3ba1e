import { defineEntryRule } from '#domain/rules/entry-rule';

const facts = ['punishment', 'decidedOn', 'decidedBy'] as const;

export const punishmentIncomplete = defineEntryRule({
	id: 'PU-01',
	severity: 'error',
	title: 'Punishment row incomplete',
	list: 'punishments',
	entryField: 'punishment',
	message: '处分须填写名称、批准时间、批准机关。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	source: 'egovchina punishment fields; 奖惩 tab training manual L124',
	closes: ['entry'],
	alone: true,

	items: (row) => facts.filter((key) => !row[key]),

	checkEntry: (row) => facts.some((key) => !row[key])
});
