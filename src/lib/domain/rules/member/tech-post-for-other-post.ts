import { workPost } from '#domain/codes/work-post';
import { defineRule } from '#domain/rules/rule';

export const techPostForOtherPost = defineRule({
	id: 'WP-04',
	severity: 'warning',
	title: 'Professional title filled for another post',
	field: 'techPost',
	message: '工作岗位不是专业技术岗位，不应填写专业技术职务。',
	resolution: 'Clear it, or correct the work post. Double-post teachers: remark.',
	resolvedBy: 'secretary',
	source: 'follows from training manual L54',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['workPost', 'techPost'] },
	alone: true,

	check(member) {
		if (member.techPost === '' || member.workPost === '') return false;
		return workPost.row(member.workPost)?.requiresTechPost !== true;
	}
});
