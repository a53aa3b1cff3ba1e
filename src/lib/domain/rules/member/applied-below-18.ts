import { fullYears } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const appliedBelow18 = defineRule({
	id: 'JN-19',
	severity: 'warning',
	title: 'Applied below 18',
	field: 'applyDate',
	message: '递交入党申请书时不满18岁。',
	resolution: 'Check the date.',
	resolvedBy: 'secretary',
	source: '发展党员工作细则 pages',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['birthDate', 'applyDate'] },
	alone: true,

	check(member) {
		const born = dateOf(member.birthDate);
		const applied = dateOf(member.applyDate);
		return born !== undefined && applied !== undefined && fullYears(born, applied) < 18;
	}
});
