import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { knewNoProbation, monthsOf } from '#domain/rules/probation';
import { defineRule } from '#domain/rules/rule';

export const probationTooShort = defineRule({
	id: 'JN-10',
	severity: 'needs-remark',
	title: 'Probation shorter than one year (plus recorded extension)',
	field: 'regularDate',
	message: '预备期不符合该年限要求：不足1年，请核对，确有原因的填写备注信息。',
	resolution:
		'Pen icon, fill 备注信息, 确定. Early confirmation is not allowed by rule, so first suspect a wrong date.',
	resolvedBy: 'secretary',
	source: 'training manual L109–115; one-year probation: 党章第七条 pages',
	closes: ['remark', 'field'],
	explanation: { in: 'remark', over: ['joinDate', 'regularDate', 'extensionMonths'] },
	alone: true,

	check(member) {
		const joined = dateOf(member.joinDate);
		const regular = dateOf(member.regularDate);
		if (joined === undefined || regular === undefined || knewNoProbation(joined)) return false;
		// Not later than the joining date is JN-08’s finding, not a short probation.
		return regular > joined && regular < addMonths(joined, 12 + monthsOf(member.extensionMonths));
	}
});
