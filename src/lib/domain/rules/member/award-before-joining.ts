import { dateOf } from '#domain/model/member/date-of';
import { defineEntryRule } from '#domain/rules/entry-rule';
import { isPartyHonour } from '#domain/rules/party-honour';

export const awardBeforeJoining = defineEntryRule({
	id: 'AW-03',
	severity: 'warning',
	title: 'Party award dated before joining',
	list: 'rewards',
	entryField: 'approvedOn',
	message: '获表彰时间早于入党日期。',
	resolution: 'Check dates.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['entry'],
	alone: true,

	checkEntry({ honour, approvedOn }, member) {
		if (!isPartyHonour(honour)) return false;
		const approved = dateOf(approvedOn ?? '');
		const joined = dateOf(member.joinDate);
		return approved !== undefined && joined !== undefined && approved < joined;
	}
});
