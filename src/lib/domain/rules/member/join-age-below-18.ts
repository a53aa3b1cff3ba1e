import type { Member } from '#domain/model/member/member';
import { joinAge } from '#domain/rules/join-age';
import { defineRule } from '#domain/rules/rule';

function isBelow18(member: Member): boolean {
	const age = joinAge(member);
	return age !== undefined && age < 18;
}

export const joinAgeBelow18 = defineRule({
	id: 'JN-05',
	severity: 'escalate-to-admin',
	title: 'Joining age below 18',
	field: 'joinDate',
	message: '入党年龄小于18岁，不符合党章规定，请核对；确属历史情况的上报党委组织部。',
	resolution:
		'Usually a wrong birth or joining date. If the file really shows it, write the reason and escalate. Whether the real system blocks saving is not documented.',
	resolvedBy: 'secretary',
	source:
		'party charter: applicants must be 18 (发展党员工作细则 pages); escalation inferred, to be verified',
	closes: ['field', 'report'],
	alone: true,
	stands: isBelow18,
	check: isBelow18
});
