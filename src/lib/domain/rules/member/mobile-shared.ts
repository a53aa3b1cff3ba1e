import { defineRule } from '#domain/rules/rule';

export const mobileShared = defineRule({
	id: 'PH-03',
	severity: 'warning',
	title: 'Mobile number shared by several members',
	field: 'mobile',
	message: '该手机号码与{name}相同，请确认。',
	resolution: 'Confirm or correct.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['mobile'] },
	alone: false,

	check(member, context) {
		if (member.mobile === '') return false;
		const other = context.sameMobile(member)[0];
		return other ? { name: other.name } : false;
	}
});
