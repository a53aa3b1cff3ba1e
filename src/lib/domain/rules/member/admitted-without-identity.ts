import { defineRule } from '#domain/rules/rule';

export const admittedWithoutIdentity = defineRule({
	id: 'SU-04',
	severity: 'error',
	title: '补录 without the mandatory fields',
	field: 'name',
	message: '补录须填写姓名、身份证号码、民族等信息。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	alone: true,

	check({ increaseMode, name, idNumber, ethnicity }, { admitting }) {
		if (admitting === undefined || increaseMode !== 'new') return false;
		return name === '' || idNumber === '' || ethnicity === '';
	}
});
