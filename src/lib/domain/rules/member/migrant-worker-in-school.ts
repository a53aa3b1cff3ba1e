import { defineRule } from '#domain/rules/rule';
import { isSchoolPost } from '#domain/rules/school-post';

export const migrantWorkerInSchool = defineRule({
	id: 'WP-09',
	severity: 'warning',
	title: 'Migrant-worker flag for a school post',
	field: 'isMigrantWorker',
	message: '学生和事业单位在编人员一般不是农民工，请核对。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member) {
		return member.isMigrantWorker === '1' && isSchoolPost(member.workPost);
	}
});
