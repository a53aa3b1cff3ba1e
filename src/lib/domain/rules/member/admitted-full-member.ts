import { defineRule } from '#domain/rules/rule';

export const admittedFullMember = defineRule({
	id: 'SU-02',
	severity: 'error',
	title: '补录 with a full member',
	field: 'memberCategory',
	message: '新发展党员应为预备党员。',
	resolution: 'Set 预备党员 or use another path.',
	resolvedBy: 'secretary',
	source: 'follows from training manual L129, L131',
	closes: ['field'],
	alone: true,

	check({ increaseMode, memberCategory }, { admitting }) {
		return admitting !== undefined && increaseMode === 'new' && memberCategory === '1';
	}
});
