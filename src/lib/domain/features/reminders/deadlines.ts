import { daysBetween, type PlainDate } from '#domain/kernel/plain-date';
import { entriesOf } from '#domain/model/member/entries';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import type { PlaceKey } from '#domain/model/member/place';
import { contactDue } from '#domain/rules/member/abroad-without-contact';
import { rollOverDue } from '#domain/rules/member/grade-roll-over';
import { probationEnd } from '#domain/rules/probation';
import type { RuleContext } from '#domain/rules/rule';

export type DeadlineKind = 'probation' | 'contact' | 'grade';

/** A day by which something is to be done about a member. */
export interface Deadline {
	kind: DeadlineKind;
	due: PlainDate;
}

interface Kind {
	/** The rules that speak of the same thing: beside a date they need not say it again. */
	rules: readonly string[];
	/** Where on the record it is mended. */
	place: PlaceKey;
	/** The next such day, or one that has passed and nothing was done. From the rules’ own facts. */
	due(member: Member, today: PlainDate): PlainDate | undefined;
}

export const deadlineKinds: Readonly<Record<DeadlineKind, Kind>> = {
	probation: {
		rules: ['JN-14', 'JN-15'],
		place: 'regularDate',
		due: (member) => probationEnd(member)
	},
	contact: {
		rules: ['AB-02'],
		place: 'abroad',
		due: (member) => earliest(entriesOf(member, 'abroad').map(([, entry]) => contactDue(entry)))
	},
	grade: { rules: ['WP-05'], place: 'workPost', due: rollOverDue }
};
const kinds = Object.keys(deadlineKinds) as DeadlineKind[];

/** Everything with a date on this record, near or far. 已减少 members have none. */
export function deadlinesOf(member: Member, { today }: RuleContext): Deadline[] {
	if (!isOnRoster(member)) return [];
	return kinds.flatMap((kind) => {
		const due = deadlineKinds[kind].due(member, today);
		return due === undefined ? [] : [{ kind, due }];
	});
}

/** overdue: the day has passed · soon: it is near · later: nobody need be reminded yet. */
export type Nearness = 'overdue' | 'soon' | 'later';

export function nearnessOf({ kind, due }: Deadline, context: RuleContext): Nearness {
	const { today, settings } = context;
	if (due < today) return 'overdue';
	// Grades roll over within one month, which is the month of its last day.
	if (kind === 'grade') return due.slice(0, 7) === today.slice(0, 7) ? 'soon' : 'later';
	return daysBetween(today, due) <= settings.reminderDays ? 'soon' : 'later';
}

function earliest(dates: readonly (PlainDate | undefined)[]): PlainDate | undefined {
	return dates.filter((date) => date !== undefined).sort()[0];
}
