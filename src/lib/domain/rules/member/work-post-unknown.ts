import { workPost } from '#domain/codes/work-post';
import { defineRule } from '#domain/rules/rule';

export const workPostUnknown = defineRule({
	id: 'WP-02',
	severity: 'error',
	title: 'Work post code unknown',
	field: 'workPost',
	message: '工作岗位代码无效。',
	resolution: 'Choose from the table.',
	resolvedBy: 'secretary',
	source: 'training manual L52',
	closes: ['field'],
	alone: true,

	check(member) {
		return member.workPost !== '' && !workPost.has(member.workPost);
	}
});
