import { everyEntry, isRemoved } from '#domain/model/member/entries';
import { defineEntryRule } from '#domain/rules/entry-rule';

export const awardTwice = defineEntryRule({
	id: 'AW-04',
	severity: 'error',
	title: 'Same award twice',
	list: 'rewards',
	entryField: 'honour',
	message: '该奖励已登记。',
	resolution: 'Delete one row.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['entry'],
	alone: true,

	checkEntry(award, member, _context, id) {
		if (!award.honour || !award.approvedOn || !award.approvedBy) return false;
		return Object.entries(everyEntry(member, 'rewards')).some(
			([otherId, other]) =>
				otherId !== id &&
				!isRemoved(other) &&
				other['honour'] === award.honour &&
				other['approvedOn'] === award.approvedOn &&
				other['approvedBy'] === award.approvedBy
		);
	}
});
