import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { monthsOf } from '#domain/rules/probation';
import { defineRule } from '#domain/rules/rule';

export const probationTooLong = defineRule({
	id: 'JN-11',
	severity: 'needs-remark',
	title: 'Probation longer than one year plus recorded extension or postponement',
	field: 'regularDate',
	message: '预备期不符合该年限要求：超过1年，请填写备注信息（如推迟讨论、延长预备期）。',
	resolution: 'Record 延长预备期(月) or 推迟讨论转正(月), or write the remark.',
	resolvedBy: 'secretary',
	source:
		'training manual L109–115; tolerance of one month from owip’s 13-month test; real tolerance unknown',
	closes: ['remark', 'field'],
	explanation: {
		in: 'remark',
		over: ['joinDate', 'regularDate', 'extensionMonths', 'postponeMonths']
	},
	alone: true,

	check(member, { settings }) {
		const joined = dateOf(member.joinDate);
		const regular = dateOf(member.regularDate);
		if (joined === undefined || regular === undefined) return false;
		const due = 12 + monthsOf(member.extensionMonths) + monthsOf(member.postponeMonths);
		return regular > addMonths(joined, due + settings.graceMonths);
	}
});
