import { defineRule } from '#domain/rules/rule';

export const lostWithoutFacts = defineRule({
	id: 'ST-01',
	severity: 'error',
	title: 'Lost contact without date or case',
	field: 'isLost',
	message: '失联党员须填写失联日期和失联情形。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	alone: true,

	check({ isLost, lostSince, lostSituation }) {
		return isLost === '1' && (!lostSince || !lostSituation);
	}
});
