import { birthDateOf, hasIdShape } from '#domain/model/member/id-number';
import { defineRule } from '#domain/rules/rule';

export const birthDateAgainstIdNumber = defineRule({
	id: 'ID-04',
	severity: 'error',
	title: 'Birth date differs from ID number',
	field: 'birthDate',
	message: '出生日期与身份证号码不一致。',
	resolution:
		'Default is to derive the date from the ID number. If the file record differs, keep the ID date and escalate.',
	resolvedBy: 'secretary',
	source: 'field pairs in national export; common checks in open-source systems',
	closes: ['field'],
	alone: true,

	check({ birthDate, idNumber }) {
		if (birthDate === '' || !hasIdShape(idNumber)) return false;
		const born = birthDateOf(idNumber);
		return born !== undefined && born !== birthDate;
	}
});
