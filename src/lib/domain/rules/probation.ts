import { addMonths, type PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';

/**
 * The party constitutions of April 1969 and 1973 knew no probation; that of August 1977 brought it
 * back. Whole years are taken: JN-08 refuses to save, and must not hang on the week in which a place
 * took up the new text.
 */
const WITHOUT_FROM = '1969-01-01';
const WITHOUT_TO = '1977-12-31';

/** Whether a member who joined on that day became a full member at once. */
export function knewNoProbation(joined: PlainDate): boolean {
	return joined >= WITHOUT_FROM && joined <= WITHOUT_TO;
}

/** A number of months as the record holds it; an empty or odd text counts as none. */
export function monthsOf(text: string): number {
	const months = text === '' ? 0 : Number(text);
	return Number.isInteger(months) && months > 0 ? months : 0;
}

/**
 * The day a probationary member’s probation ends, with its recorded extension; `grace` months later
 * where asked. Counted from the joining date in one step: 29 February plus 13 months is 29 March.
 */
export function probationEnd(member: Member, grace = 0): PlainDate | undefined {
	if (member.memberCategory !== '2') return undefined;
	const joined = dateOf(member.joinDate);
	return joined === undefined
		? undefined
		: addMonths(joined, 12 + monthsOf(member.extensionMonths) + grace);
}
