import { defineRule } from '#domain/rules/rule';

const FIFTEEN = /^\d{15}$/;

export const idNumberOfFifteen = defineRule({
	id: 'ID-10',
	severity: 'needs-remark',
	title: '15-digit ID number in old data',
	field: 'idNumber',
	message: '15位旧身份证号码，请换为18位并说明。',
	resolution: 'Upgrade to 18 digits (19 + check character); only allowed for imported history.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field', 'remark'],
	explanation: { in: 'remark', over: ['idNumber'] },
	alone: true,

	check({ idNumber }) {
		return FIFTEEN.test(idNumber);
	}
});
