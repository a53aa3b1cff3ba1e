import { ethnicity } from '#domain/codes/ethnicity';
import { defineRule } from '#domain/rules/rule';

export const ethnicityMissing = defineRule({
	id: 'BI-02',
	severity: 'error',
	title: 'Ethnicity missing',
	field: 'ethnicity',
	message: '请选择民族。',
	resolution: 'Pick from the 56 + 2 values.',
	resolvedBy: 'secretary',
	source: 'training manual L132',
	closes: ['field'],
	alone: true,

	check(member) {
		return !ethnicity.has(member.ethnicity);
	}
});
