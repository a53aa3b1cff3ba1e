import { duty as duties } from '#domain/codes/duty';
import { defineEntryRule } from '#domain/rules/entry-rule';

export const probationaryInCommittee = defineEntryRule({
	id: 'DU-04',
	severity: 'error',
	title: 'Probationary member in an elected party post',
	list: 'duties',
	entryField: 'duty',
	message: '预备党员没有选举权和被选举权，不能担任支委会职务。',
	resolution: 'Choose a full member.',
	resolvedBy: 'secretary',
	source: '党章第七条 pages',
	closes: ['entry'],
	alone: true,

	checkEntry({ duty, endDate, isServing }, member) {
		if (member.memberCategory !== '2' || endDate || isServing === '0') return false;
		return duties.row(duty ?? '')?.committee === true;
	}
});
