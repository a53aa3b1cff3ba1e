import { isGradeDue } from '#domain/member/next-grade';
import { defineRule } from '#domain/rules/rule';

export const gradeRollOver = defineRule({
	id: 'WP-05',
	severity: 'info',
	title: 'Annual roll-over of student grades',
	field: 'workPost',
	message: '新学年请更新学生党员的年级岗位。',
	resolution:
		'Bulk: 一年级→其他年级, 其他年级→毕业年级 for the final year. Show the list first; nothing is changed without confirmation.',
	resolvedBy: 'secretary',
	alone: true,

	check(member, { today }) {
		return today.slice(5, 7) === '09' && isGradeDue(member, today);
	}
});
