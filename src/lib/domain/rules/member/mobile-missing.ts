import { defineRule } from '#domain/rules/rule';

export const mobileMissing = defineRule({
	id: 'PH-02',
	severity: 'warning',
	title: 'Mobile number missing',
	field: 'mobile',
	message: '缺少手机号码。',
	resolution: 'Ask the member.',
	resolvedBy: 'secretary',
	source: 'training manual L98',
	closes: ['field'],
	alone: true,

	check({ mobile }) {
		return mobile === '';
	}
});
