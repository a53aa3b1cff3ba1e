import { defineEntryRule } from '#domain/rules/entry-rule';

export const awardOfAnotherKind = defineEntryRule({
	id: 'AW-06',
	severity: 'needs-remark',
	title: "Award outside the seed's two codes",
	list: 'rewards',
	entryField: 'rewardNote',
	message: '其他党内奖励请先咨询党委组织部，并写明名称。',
	resolution: 'Note the name and whom you asked.',
	resolvedBy: 'secretary',
	source: 'training manual L66',
	closes: ['entry'],
	alone: true,

	checkEntry({ honour, rewardNote }) {
		return honour === 'other' && !rewardNote;
	}
});
