import { dateOf } from '#domain/model/member/date-of';
import { defineEntryRule } from '#domain/rules/entry-rule';

export const awardInFuture = defineEntryRule({
	id: 'AW-02',
	severity: 'error',
	title: 'Award date in the future',
	list: 'rewards',
	entryField: 'approvedOn',
	message: '批准时间不能晚于今天。',
	resolution: 'Use the date printed on the commendation document (落款/印发日期).',
	resolvedBy: 'secretary',
	source: 'training manual L62; future test inferred, to be verified',
	closes: ['entry'],
	alone: true,

	checkEntry({ approvedOn }, _member, { today }) {
		const approved = dateOf(approvedOn ?? '');
		return approved !== undefined && approved > today;
	}
});
