import { defineEntryRule } from '#domain/rules/entry-rule';
import { isOnRoster } from '#domain/model/member/on-roster';

/** 开除党籍. */
const EXPULSION = '5';

export const expelledStillMember = defineEntryRule({
	id: 'PU-02',
	severity: 'error',
	title: 'Expulsion without leaving the Party',
	list: 'punishments',
	entryField: 'punishment',
	message: '已开除党籍的党员须办理党员减少（出党）。',
	resolution: 'Use 党员减少, reason 开除党籍.',
	resolvedBy: 'committee',
	source: 'category names of open-source systems',
	closes: ['procedure'],
	reduces: true,
	alone: true,

	checkEntry({ punishment }, member) {
		return punishment === EXPULSION && isOnRoster(member);
	}
});
