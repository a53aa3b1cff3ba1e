import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

/** Months between the branch’s resolution and the approval of the committee above. */
const LONGEST = 3;

export const approvalTooLate = defineRule({
	id: 'JN-16',
	severity: 'warning',
	title: 'Higher committee approval too late',
	field: 'approveJoinDate',
	message: '党委审批超过3个月（特殊情况不超过6个月）。',
	resolution: 'Remark; above 6 months the rule says redo the procedure.',
	resolvedBy: 'secretary',
	source: '发展党员工作细则 pages',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['joinDate', 'approveJoinDate'] },
	alone: true,

	check(member) {
		const joined = dateOf(member.joinDate);
		const approved = dateOf(member.approveJoinDate);
		return joined !== undefined && approved !== undefined && approved > addMonths(joined, LONGEST);
	}
});
