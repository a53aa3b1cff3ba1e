import { addMonths, type PlainDate } from '#domain/kernel/plain-date';
import type { EntryOf } from '#domain/model/member/entries';
import { dateOf } from '#domain/model/member/date-of';
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
	source: 'return-nm 2019 and similar',
	closes: ['entry'],
	alone: true,

	checkEntry(entry, _member, { today }) {
		const due = contactDue(entry);
		return due !== undefined && today > due;
	}
});

/** The last day of the six months in which somebody abroad is to be heard of. */
export function contactDue(entry: EntryOf<'abroad'>): PlainDate | undefined {
	const { leftOn, lastContactOn, returnedOn } = entry;
	if (returnedOn) return undefined;
	// Nobody wrote down a contact yet: the six months begin with the day of leaving.
	const last = dateOf(lastContactOn || leftOn || '');
	return last && addMonths(last, 6);
}
