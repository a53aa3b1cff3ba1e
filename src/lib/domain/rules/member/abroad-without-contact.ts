import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/rules/date-of';
import { defineEntryRule } from '#domain/rules/entry-rule';

export const abroadWithoutContact = defineEntryRule({
	id: 'AB-02',
	severity: 'warning',
	title: 'No contact for more than 6 months',
	list: 'abroad',
	entryField: 'lastContactOn',
	message: '出国（境）党员已超过6个月未联系。',
	resolution: 'Contact and note the date.',
	resolvedBy: 'secretary',
	alone: true,

	checkEntry({ leftOn, lastContactOn, returnedOn }, _member, { today }) {
		if (returnedOn) return false;
		// Nobody wrote down a contact yet: the six months begin with the day of leaving.
		const last = dateOf(lastContactOn || leftOn || '');
		return last !== undefined && today > addMonths(last, 6);
	}
});
