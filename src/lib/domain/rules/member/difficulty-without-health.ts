import { defineEntryRule } from '#domain/rules/entry-rule';

export const difficultyWithoutHealth = defineEntryRule({
	id: 'DI-01',
	severity: 'warning',
	title: 'Difficulty type without health state',
	list: 'difficulties',
	entryField: 'health',
	message: '填写困难类型时须填写健康状况。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	source: 'open-source form rule (open-source systems)',
	closes: ['entry'],
	alone: true,

	checkEntry({ difficultyType, health }) {
		return !!difficultyType && !health;
	}
});
