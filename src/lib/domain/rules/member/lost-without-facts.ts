import { defineRule } from '#domain/rules/rule';

const facts = ['lostSince', 'lostSituation'] as const;

export const lostWithoutFacts = defineRule({
	id: 'ST-01',
	severity: 'error',
	title: 'Lost contact without date or case',
	field: 'isLost',
	message: '失联党员须填写失联日期和失联情形。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	source: '2017 采集表; 失联排查表 legend',
	closes: ['field'],
	alone: true,

	places: (member) => facts.filter((key) => !member[key]),

	check(member) {
		return member.isLost === '1' && facts.some((key) => !member[key]);
	}
});
