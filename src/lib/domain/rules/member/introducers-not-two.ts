import { defineRule } from '#domain/rules/rule';

/**
 * Items of 入党信息 that nobody imports: once one of them is filled, the file lies on the table and
 * the introducers belong to it. Nobody is asked for those of a record that came with a roster.
 */
const begun = ['approveJoinDate', 'approveJoinOrg', 'applyDate', 'candidateDate'] as const;

function namesIn(text: string): string[] {
	return text.split(/[、，,;；/\s]+/).filter((name) => name !== '');
}

export const introducersNotTwo = defineRule({
	id: 'JN-20',
	severity: 'warning',
	title: 'Fewer or more than two introducers',
	field: 'introducers',
	message: '入党介绍人应为2名正式党员。',
	resolution: 'Fill both names.',
	resolvedBy: 'secretary',
	source: '党章/发展党员工作细则 (general knowledge to be verified)',
	closes: ['field'],
	alone: true,

	check(member) {
		const names = namesIn(member.introducers ?? '');
		if (names.length === 0) return begun.some((key) => (member[key] ?? '') !== '');
		return names.length !== 2 || names[0] === names[1];
	}
});
