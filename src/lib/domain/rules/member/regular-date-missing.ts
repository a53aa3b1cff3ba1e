import { defineRule } from '#domain/rules/rule';

export const regularDateMissing = defineRule({
	id: 'JN-06',
	severity: 'warning',
	title: 'Full member without confirmation date',
	field: 'regularDate',
	message: '正式党员缺少转正日期。',
	resolution: 'Take the date of the branch meeting that resolved on 转正.',
	resolvedBy: 'secretary',
	source: 'training manual L51, L98',
	closes: ['field'],
	alone: true,

	// Also for 1969–1977: whoever became a full member at once has the joining date as 转正日期.
	check({ memberCategory, regularDate }) {
		return memberCategory === '1' && regularDate === '';
	}
});
