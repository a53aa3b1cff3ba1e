import { workPost } from '#domain/codes/work-post';
import { fullYears } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const studentAbove45 = defineRule({
	id: 'WP-07',
	severity: 'warning',
	title: 'Student older than 45',
	field: 'workPost',
	message: '学生党员年龄超过45岁，请核实工作岗位。',
	resolution: 'Check; annual statistics ask for an explanation (55+ need a name list).',
	resolvedBy: 'secretary',
	source: '年报 notes (doczj 5618799735, wenke99 2009)',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['birthDate', 'workPost'] },
	alone: true,

	check(member, { today }) {
		const born = dateOf(member.birthDate);
		if (born === undefined || born > today) return false;
		return workPost.row(member.workPost)?.student === true && fullYears(born, today) > 45;
	}
});
