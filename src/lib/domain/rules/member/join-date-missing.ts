import { defineRule } from '#domain/rules/rule';

export const joinDateMissing = defineRule({
	id: 'JN-01',
	severity: 'warning',
	title: 'Joining date missing',
	field: 'joinDate',
	message: '缺少入党日期。',
	resolution: 'Take the date of the branch meeting resolution from 《入党志愿书》.',
	resolvedBy: 'secretary',
	closes: ['field'],
	alone: true,

	check({ joinDate }) {
		return joinDate === '';
	}
});
