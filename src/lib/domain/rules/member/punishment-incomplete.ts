import { defineEntryRule } from '#domain/rules/entry-rule';

export const punishmentIncomplete = defineEntryRule({
	id: 'PU-01',
	severity: 'error',
	title: 'Punishment row incomplete',
	list: 'punishments',
	entryField: 'punishment',
	message: '处分须填写名称、批准时间、批准机关。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	alone: true,

	checkEntry({ punishment, decidedOn, decidedBy }) {
		return !punishment || !decidedOn || !decidedBy;
	}
});
