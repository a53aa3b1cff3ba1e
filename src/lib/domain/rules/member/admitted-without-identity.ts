import { defineRule } from '#domain/rules/rule';

/** What 补录 asks for before anything else. */
const identity = ['name', 'idNumber', 'ethnicity'] as const;

export const admittedWithoutIdentity = defineRule({
	id: 'SU-04',
	severity: 'error',
	title: '补录 without the mandatory fields',
	field: 'name',
	message: '补录须填写姓名、身份证号码、民族等信息。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	source: 'training manual L132',
	closes: ['field'],
	alone: true,

	places: (member) => identity.filter((key) => member[key] === ''),

	check(member, { admitting }) {
		if (admitting === undefined || member.increaseMode !== 'new') return false;
		return identity.some((key) => member[key] === '');
	}
});
