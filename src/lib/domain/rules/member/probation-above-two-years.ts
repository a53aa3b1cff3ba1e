import { addMonths } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';
import { defaultSettings, type Settings } from '#domain/rules/settings';

function isAbove(member: Member, { graceMonths }: Settings): boolean {
	const joined = dateOf(member.joinDate);
	const regular = dateOf(member.regularDate);
	if (joined === undefined || regular === undefined) return false;
	return regular > addMonths(joined, 24 + graceMonths);
}

export const probationAboveTwoYears = defineRule({
	id: 'JN-13',
	severity: 'escalate-to-admin',
	title: 'Probation above the legal maximum of two years',
	field: 'regularDate',
	message: '预备期超过2年上限，请上报党委组织部核查。',
	resolution: 'Check dates, attach explanation, forward.',
	resolvedBy: 'admin',
	source: 'one year + at most one year extension (发展党员工作细则); inferred, to be verified',
	closes: ['field', 'report'],
	alone: true,
	stands: (member) => isAbove(member, defaultSettings),
	check: (member, { settings }) => isAbove(member, settings)
});
