import { defineRule } from '#domain/rules/rule';

export const photoMissing = defineRule({
	id: 'BI-03',
	severity: 'warning',
	title: 'Photo missing',
	field: 'photo',
	message: '请上传党员照片。',
	resolution: 'Add a recent head photo; counts in 信息完整度.',
	resolvedBy: 'secretary',
	source: 'training manual L47, L56',
	closes: ['field'],
	alone: false,

	check(member, { settings }) {
		return settings.photoCounts && !member.photo;
	}
});
