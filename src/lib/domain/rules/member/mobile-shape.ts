import { defineRule } from '#domain/rules/rule';

const MOBILE = /^1[3-9]\d{9}$/;

export const mobileShape = defineRule({
	id: 'PH-01',
	severity: 'error',
	title: 'Mobile number malformed',
	field: 'mobile',
	message: '手机号码应为11位。',
	resolution: 'Re-enter; blanks, hyphens and +86 are stripped.',
	resolvedBy: 'secretary',
	source:
		'training manual L98 lists 手机号码 as a completeness reason; format: open-source validators',
	closes: ['field'],
	alone: true,

	check({ mobile }) {
		return mobile !== '' && !MOBILE.test(mobile);
	}
});
