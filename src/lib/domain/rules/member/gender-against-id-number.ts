import { genderOf, hasIdShape } from '#domain/model/member/id-number';
import { defineRule } from '#domain/rules/rule';

export const genderAgainstIdNumber = defineRule({
	id: 'ID-05',
	severity: 'error',
	title: 'Sex differs from ID number',
	field: 'gender',
	message: '性别与身份证号码不一致。',
	resolution: 'Derived from the 17th digit; fix whichever is wrong.',
	resolvedBy: 'secretary',
	source: 'GB 11643; 17th-digit check seen in open-source import code',
	closes: ['field'],
	alone: true,

	check({ gender, idNumber }) {
		return gender !== '' && hasIdShape(idNumber) && gender !== genderOf(idNumber);
	}
});
