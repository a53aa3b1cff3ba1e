import { defineEntryRule } from '#domain/rules/entry-rule';

export const dutyIncomplete = defineEntryRule({
	id: 'DU-01',
	severity: 'error',
	title: 'Duty row incomplete or dates reversed',
	list: 'duties',
	entryField: 'startDate',
	message: '职务须有名称和任职日期，离任日期不得早于任职日期。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'open-source duty model; inferred, to be verified',
	closes: ['entry'],
	alone: true,

	items({ duty, startDate }) {
		if (!duty) return ['duty'];
		return startDate ? ['endDate'] : ['startDate'];
	},

	checkEntry({ duty, startDate, endDate }) {
		return !duty || !startDate || (!!endDate && endDate < startDate);
	}
});
