import { defineEntryRule } from '#domain/rules/entry-rule';

export const abroadIncomplete = defineEntryRule({
	id: 'AB-01',
	severity: 'error',
	title: 'Abroad row incomplete or dates reversed',
	list: 'abroad',
	entryField: 'leftOn',
	message: '出国（境）须填写国家（地区）和日期，回国日期不得早于出国日期。',
	resolution: 'Correct.',
	resolvedBy: 'secretary',
	source: 'fields A12001A, A12014 (open-source systems)',
	closes: ['entry'],
	alone: true,

	items({ country, leftOn }) {
		if (!country) return ['country'];
		return leftOn ? ['returnedOn'] : ['leftOn'];
	},

	checkEntry({ country, leftOn, returnedOn }) {
		return !country || !leftOn || (!!returnedOn && returnedOn < leftOn);
	}
});
