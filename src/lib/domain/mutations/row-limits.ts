import { refuse } from '#domain/kernel/problem';
import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import type { Rows, Table } from '#domain/model/tables';

/** A list inside a record: how long it may get, and how long it is. */
export interface RowLimit<Row> {
	most: number;
	/** Where a record has several lists of the kind, the longest one counts. */
	length(row: Row): number;
}

function longest(lists: Iterable<{ length: number }>): number {
	let most = 0;
	for (const { length } of lists) most = Math.max(most, length);
	return most;
}

/**
 * Every list a record carries. The limits lie far above what years of work bring; they keep a mistake
 * or an attack from growing one record without end. Older rows lack some of the lists.
 */
export const memberLimits = {
	trail: { most: 5000, length: ({ trail = [] }) => trail.length },
	conflicts: { most: 500, length: ({ conflicts = [] }) => conflicts.length },
	proposals: { most: 400, length: ({ proposals = [] }) => proposals.length },
	entries: {
		most: 200,
		length: ({ entries = {} }) => longest(Object.values(entries).map(Object.keys))
	},
	photos: { most: 50, length: ({ photos = [] }) => photos.length },
	reports: { most: 200, length: ({ reports = [] }) => reports.length },
	reportLines: {
		most: 200,
		length: ({ reports = [] }) => longest(reports.map(({ lines }) => lines))
	},
	left: { most: 100, length: ({ left = [] }) => left.length },
	absorbed: { most: 50, length: ({ absorbed = [] }) => absorbed.length }
} as const satisfies Record<string, RowLimit<Partial<Member>>>;

export const departureLimits = {
	late: { most: 400, length: ({ late = [] }) => late.length }
} as const satisfies Record<string, RowLimit<Partial<Departure>>>;

export type LimitedList = keyof typeof memberLimits | keyof typeof departureLimits;

/** Of the late edits one author may leave on one record, however many lists have room. */
export const lateLimits = { proposals: 100, characters: 64_000 };

/**
 * Refuses a row of which a list grew beyond its limit. One that is too long already stays as it is,
 * and everything else on the record can still be edited.
 */
export function refuseOverfull<T extends Table>(
	table: T,
	after: Rows[T],
	before: Rows[T] | undefined
): void {
	if (table === 'member') check(memberLimits, after as Member, before as Member | undefined);
	if (table === 'departure')
		check(departureLimits, after as Departure, before as Departure | undefined);
}

function check<Row>(
	limits: Readonly<Record<string, RowLimit<Row>>>,
	after: Row,
	before: Row | undefined
): void {
	for (const [list, { most, length }] of Object.entries(limits)) {
		const now = length(after);
		if (now > most && now > (before ? length(before) : 0))
			refuse({ code: 'record.full', list, most });
	}
}
