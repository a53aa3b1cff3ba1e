import { checkCharacter, hasIdShape } from '#domain/model/member/id-number';
import { defineRule } from '#domain/rules/rule';

export const idNumberCheckCharacter = defineRule({
	id: 'ID-03',
	severity: 'error',
	title: 'ID check character wrong',
	field: 'idNumber',
	message: '身份证号码校验位不正确，请核对。',
	resolution:
		'Correct the mistyped digit. If the card really shows this number, raise a 问题数据 ticket (ID-90).',
	resolvedBy: 'secretary',
	source: 'GB 11643 / ISO 7064 MOD 11-2',
	closes: ['field'],
	alone: true,

	check({ idNumber }) {
		return hasIdShape(idNumber) && checkCharacter(idNumber) !== idNumber[17];
	}
});
