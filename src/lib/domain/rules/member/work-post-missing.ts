import { defineRule } from '#domain/rules/rule';

export const workPostMissing = defineRule({
	id: 'WP-01',
	severity: 'warning',
	title: 'Work post missing',
	field: 'workPost',
	message: '缺少工作岗位。',
	resolution: 'Choose.',
	resolvedBy: 'secretary',
	source: 'training manual L47, L52',
	closes: ['field'],
	alone: true,

	check({ workPost }) {
		return workPost === '';
	}
});
