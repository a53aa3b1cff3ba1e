import { birthDateOf, hasIdShape } from '#domain/model/member/id-number';
import { defineRule } from '#domain/rules/rule';

export const idNumberDate = defineRule({
	id: 'ID-06',
	severity: 'error',
	title: 'Impossible date inside ID number',
	field: 'idNumber',
	message: '身份证号码中的出生日期无效。',
	resolution: 'Correct the number (for example 19980229 does not exist).',
	resolvedBy: 'secretary',
	source: 'GB 11643',
	closes: ['field'],
	alone: true,

	check({ idNumber }) {
		return hasIdShape(idNumber) && birthDateOf(idNumber) === undefined;
	}
});
