import { workPost } from '#domain/codes/work-post';
import { defineRule } from '#domain/rules/rule';

export const studentBecameStaff = defineRule({
	id: 'ED-05',
	severity: 'info',
	title: 'Student became staff: refresh education',
	field: 'education',
	message: '身份由学生变为教职工，请更新为最新学历、学位。',
	resolution: 'Update education and degree.',
	resolvedBy: 'secretary',
	source: 'training manual L49 (staff use the latest)',
	closes: ['field'],
	alone: true,

	check(member, { before }) {
		if (before?.workPost === undefined || before.workPost === member.workPost) return false;
		if (workPost.row(before.workPost)?.student !== true || !member.workPost.startsWith('1'))
			return false;
		return before.education === member.education;
	}
});
