import { defineRule } from '#domain/rules/rule';

export const educationMissing = defineRule({
	id: 'ED-01',
	severity: 'warning',
	title: 'Education missing',
	field: 'education',
	message: '缺少学历信息。',
	resolution: 'Choose from the table.',
	resolvedBy: 'secretary',
	source: 'training manual L47, L98',
	closes: ['field'],
	alone: true,

	check({ education }) {
		return education === '';
	}
});
