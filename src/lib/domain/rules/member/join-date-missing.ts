import { defineRule } from '#domain/rules/rule';

export const joinDateMissing = defineRule({
	id: 'JN-01',
	severity: 'warning',
	title: 'Joining date missing',
	field: 'joinDate',
	message: '缺少入党日期。',
	resolution: 'Take the date of the branch meeting resolution from 《入党志愿书》.',
	resolvedBy: 'secretary',
	source: 'training manual L51, L98',
	closes: ['field'],
	alone: true,

	check({ joinDate }) {
		return joinDate === '';
	}
});
