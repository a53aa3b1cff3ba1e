import { defineRule } from '#domain/rules/rule';

export const idNumberElsewhere = defineRule({
	id: 'ID-08',
	severity: 'escalate-to-admin',
	title: 'Same ID number in an organisation the user cannot see',
	field: 'idNumber',
	message: '该身份证号码已在其他党组织登记，请上报党委组织部处理。',
	resolution:
		'Report the ID number to 党委组织部, which forwards to the back-office administrator.',
	resolvedBy: 'admin',
	alone: false,

	check(member, context) {
		return context.elsewhere?.(member) ?? false;
	}
});
