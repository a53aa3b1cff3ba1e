import { defineEntryRule } from '#domain/rules/entry-rule';

export const awardIncomplete = defineEntryRule({
	id: 'AW-01',
	severity: 'error',
	title: 'Award row incomplete',
	list: 'rewards',
	entryField: 'honour',
	message: '奖励须填写表彰名称、批准时间、批准机关。',
	resolution: 'Fill all three.',
	resolvedBy: 'secretary',
	alone: true,

	checkEntry({ honour, approvedOn, approvedBy }) {
		return !honour || !approvedOn || !approvedBy;
	}
});
