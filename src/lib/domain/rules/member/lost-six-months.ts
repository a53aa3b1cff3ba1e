import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';
import { isOnRoster } from '#domain/model/member/on-roster';

export const lostSixMonths = defineRule({
	id: 'ST-02',
	severity: 'warning',
	title: 'Lost for 6 months or more',
	field: 'lostSince',
	message: '失联满6个月，可按规定停止党籍。',
	resolution: 'Submit to the party committee.',
	resolvedBy: 'committee',
	source: 'dezhoudaily, wdqwzzb',
	closes: ['procedure'],
	reduces: true,
	alone: true,

	check(member, { today }) {
		if (member.isLost !== '1' || !isOnRoster(member)) return false;
		const since = dateOf(member.lostSince);
		return since !== undefined && today >= addMonths(since, 6);
	}
});
