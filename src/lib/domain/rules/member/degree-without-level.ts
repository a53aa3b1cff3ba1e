import { education } from '#domain/codes/education';
import { defineRule } from '#domain/rules/rule';

/** The rank of 21 大学. */
const UNDERGRADUATE = 60;

export const degreeWithoutLevel = defineRule({
	id: 'ED-04',
	severity: 'warning',
	title: 'Degree without a matching education level',
	field: 'degree',
	message: '学位与学历不匹配，请核对。',
	resolution:
		"A master's degree with 大学 education is possible (同等学力) and only needs confirmation.",
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['education', 'degree'] },
	alone: true,

	check(member) {
		const rank = education.row(member.education)?.rank;
		if (rank === undefined) return false;
		if (member.degree === '4' || member.degree === '3') return rank < UNDERGRADUATE;
		return member.degree === '2' && member.education !== '11';
	}
});
