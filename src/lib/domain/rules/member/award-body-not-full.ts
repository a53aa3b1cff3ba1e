import { defineEntryRule } from '#domain/rules/entry-rule';
import { isPartyHonour } from '#domain/rules/party-honour';

export const awardBodyNotFull = defineEntryRule({
	id: 'AW-05',
	severity: 'warning',
	title: 'Approving body not written as a full party-body name',
	list: 'rewards',
	entryField: 'approvedBy',
	message: '批准机关应填写党组织全称。',
	resolution: 'Write the full name, as in 中共…委员会.',
	resolvedBy: 'secretary',
	source: 'training manual L64',
	closes: ['entry'],
	alone: true,

	checkEntry({ honour, approvedBy }) {
		if (!isPartyHonour(honour) || !approvedBy) return false;
		return !/^(中共|中国共产党)/.test(approvedBy);
	}
});
