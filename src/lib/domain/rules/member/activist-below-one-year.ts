import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const activistBelowOneYear = defineRule({
	id: 'JN-18',
	severity: 'warning',
	title: 'Activist period below one year',
	field: 'candidateDate',
	message: '入党积极分子培养教育不足1年。',
	resolution: 'Check the dates.',
	resolvedBy: 'secretary',
	source: '发展党员工作细则 pages',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['activistDate', 'candidateDate'] },
	alone: true,

	check(member) {
		const activist = dateOf(member.activistDate);
		const candidate = dateOf(member.candidateDate);
		if (activist === undefined || candidate === undefined) return false;
		// The other way round is JN-17’s finding.
		return candidate >= activist && candidate < addMonths(activist, 12);
	}
});
