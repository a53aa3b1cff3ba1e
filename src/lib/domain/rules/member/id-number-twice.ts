import { defineRule } from '#domain/rules/rule';

export const idNumberTwice = defineRule({
	id: 'ID-07',
	severity: 'error',
	title: 'Same ID number already in this organisation tree',
	field: 'idNumber',
	message: '该身份证号码已存在：{name}（{branch}）。',
	resolution:
		'Open the existing record instead; if the person sits in another branch use 支部间转接.',
	resolvedBy: 'secretary',
	source: 'duplicate handling in owip; inferred, to be verified',
	closes: ['record'],
	alone: false,

	check(member, context) {
		if (member.idNumber === '') return false;
		const other = context.sameIdNumber(member)[0];
		if (!other) return false;
		return { name: other.name, branch: context.org(other.branchId)?.shortName ?? '' };
	}
});
