import { defineRule } from '#domain/rules/rule';
import { isSchoolPost } from '#domain/rules/school-post';

export const newSocialStratumInSchool = defineRule({
	id: 'WP-08',
	severity: 'warning',
	title: 'New social stratum filled for a school post',
	field: 'newSocialStratum',
	message: '学生和事业单位人员一般不填新社会阶层。',
	resolution: 'Clear it.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member) {
		return (
			member.newSocialStratum !== '' &&
			member.newSocialStratum !== '0' &&
			isSchoolPost(member.workPost)
		);
	}
});
