import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineEntryRule } from '#domain/rules/entry-rule';
import { isOnRoster } from '#domain/model/member/on-roster';

export const abroadAboveFiveYears = defineEntryRule({
	id: 'AB-03',
	severity: 'needs-manual-review',
	title: 'Study abroad above 5 years without return',
	list: 'abroad',
	entryField: 'leftOn',
	message: '出国（境）超过5年未返回，应按规定停止党籍。',
	resolution: 'Party committee decides on 停止党籍.',
	resolvedBy: 'committee',
	source: 'dezhoudaily, wdqwzzb pages',
	closes: ['review', 'procedure'],
	explanation: { in: 'abroadReason', over: ['leftOn', 'returnedOn'] },
	alone: true,

	checkEntry({ leftOn, returnedOn }, member, { today }) {
		if (returnedOn || !isOnRoster(member)) return false;
		const left = dateOf(leftOn ?? '');
		return left !== undefined && today > addMonths(left, 60);
	}
});
