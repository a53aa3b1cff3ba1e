import { workPost } from '#domain/codes/work-post';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { isGradeDue } from '#domain/model/member/next-grade';
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
	source: 'training manual L52 (update by grade); timing inferred, to be verified',
	closes: ['procedure'],
	alone: true,

	check(member, { today }) {
		return today.slice(5, 7) === '09' && isGradeDue(member, today);
	}
});

/** The last day of the September in which a student’s grade is to be looked at next. */
export function rollOverDue(member: Member, today: PlainDate): PlainDate | undefined {
	if (workPost.row(member.workPost)?.student !== true) return undefined;
	const year = today.slice(0, 4);
	const isDone = (member.workPostOn ?? '') >= `${year}-09-01`;
	if (today <= `${year}-09-30` && !isDone) return `${year}-09-30`;
	return `${String(Number(year) + 1).padStart(4, '0')}-09-30`;
}
