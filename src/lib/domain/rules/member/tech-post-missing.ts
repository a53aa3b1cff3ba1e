import { workPost } from '#domain/codes/work-post';
import { defineRule } from '#domain/rules/rule';

export const techPostMissing = defineRule({
	id: 'WP-03',
	severity: 'warning',
	title: 'Professional post without professional title level',
	field: 'techPost',
	message: '工作岗位为专业技术岗位的教职工须填写从事专业技术职务。',
	resolution: 'Choose 11, 12, 2, 3 or 4; use 4 无职级 if no title.',
	resolvedBy: 'secretary',
	source: 'training manual L54',
	closes: ['field'],
	alone: true,

	check(member) {
		return member.techPost === '' && workPost.row(member.workPost)?.requiresTechPost === true;
	}
});
