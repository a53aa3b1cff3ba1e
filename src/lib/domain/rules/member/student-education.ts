import { education } from '#domain/codes/education';
import { studentCategory } from '#domain/codes/student-category';
import { workPost } from '#domain/codes/work-post';
import { defineRule } from '#domain/rules/rule';

/**
 * Which levels the kinds of student of one post group have already obtained. The record does not say
 * which kind a person is, so every kind of his group is right.
 */
const groups = new Map<string, { category: string; expected: string; codes: Set<string> }>();
for (const row of studentCategory.rows) {
	if (!row.workPostGroup || !row.expectedEducation?.length) continue;
	const before = groups.get(row.workPostGroup);
	const codes = new Set([...(before?.codes ?? []), ...row.expectedEducation]);
	groups.set(row.workPostGroup, {
		category: before ? `${before.category}、${row.name}` : row.name,
		expected: [...codes].map((code) => `${code} ${education.nameOf(code)}`).join('或'),
		codes
	});
}

export const studentEducation = defineRule({
	id: 'ED-03',
	severity: 'warning',
	title: 'Student education is not the last obtained level',
	field: 'education',
	message: '{category}学历应填“{expected}”（按已取得的最高学历填写，在读学历不填）。',
	resolution:
		'Postgraduate 21; four-year undergraduate and three-year college student 6; two-year upgrade student 31; 3+2 college student 4 or 5. Remark if the person really holds another degree.',
	resolvedBy: 'secretary',
	source: 'training manual L49',
	closes: ['field', 'review'],
	explanation: { in: 'educationRemark', over: ['education', 'workPost'] },
	alone: true,

	check(member) {
		if (member.education === '') return false;
		const group = groups.get(member.workPost.slice(0, 3));
		if (!group || !workPost.row(member.workPost)?.student) return false;
		return group.codes.has(member.education)
			? false
			: { category: group.category, expected: group.expected };
	}
});
