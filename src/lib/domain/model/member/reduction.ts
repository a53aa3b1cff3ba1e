import type { FieldKey } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { IN_GOOD_STANDING, LEFT } from '#domain/model/member/on-roster';
import type { TrailEntry } from '#domain/model/member/trail-entry';

/** What one way off the roster, or back onto it, asks for and writes. */
interface Way {
	/** The 党籍状态 it leads to. */
	readonly status: string;
	/** Its code among the ways of leaving a branch (转离支部类型). */
	readonly type?: string;
	/** The 党籍状态 it starts from. */
	readonly from: readonly string[];
	/** Without these it is refused (ST-04). */
	readonly asks: readonly FieldKey[];
	readonly mayAsk: readonly FieldKey[];
	/** What follows from the way itself. */
	readonly sets: Readonly<Partial<Record<FieldKey, string>>>;
}

const STOPPED = '2';

/**
 * 党员减少 and 恢复党籍 (domain.md 2.2, ST-04): a record is never deleted (ST-05), its 党籍状态
 * changes together with the facts, in one change.
 */
export const ways = {
	deceased: {
		status: 'deceased',
		type: 'L7',
		from: [IN_GOOD_STANDING, STOPPED],
		asks: ['leaveDate'],
		mayAsk: [],
		sets: { leaveType: 'L7' }
	},
	left: {
		status: LEFT,
		type: 'L5',
		from: [IN_GOOD_STANDING, STOPPED],
		asks: ['leaveDate', 'leaveReason', 'leaveApprovedBy'],
		mayAsk: [],
		sets: { leaveType: 'L5' }
	},
	stopped: {
		status: STOPPED,
		type: 'L6',
		from: [IN_GOOD_STANDING],
		asks: ['stoppedOn', 'stopReason', 'leaveApprovedBy'],
		mayAsk: [],
		sets: {}
	},
	restored: {
		status: IN_GOOD_STANDING,
		from: [STOPPED],
		asks: ['restoredOn', 'restoreReason', 'restoreApprovedBy'],
		mayAsk: ['restoredAtOrg'],
		sets: {}
	}
} as const satisfies Record<string, Way>;

export type WayKey = keyof typeof ways;
const keys = Object.keys(ways) as WayKey[];

export function wayOf(key: WayKey): Way {
	return ways[key];
}

/** The ways open to the record as its 党籍状态 is now. */
export function waysFrom(member: Member): readonly WayKey[] {
	const status = member.membershipStatus || IN_GOOD_STANDING;
	return keys.filter((key) => wayOf(key).from.includes(status));
}

/** The way that led to where the record stands; undefined on the roster. */
export function reductionOf({ membershipStatus }: Pick<Member, 'membershipStatus'>) {
	return keys.find((key) => key !== 'restored' && ways[key].status === membershipStatus);
}

/** Every item a way may write, other than 党籍状态. */
export function factsOf(key: WayKey): readonly FieldKey[] {
	const { asks, mayAsk, sets } = wayOf(key);
	return [...asks, ...mayAsk, ...(Object.keys(sets) as FieldKey[])];
}

/** What belongs to a 党籍状态 and says nothing without it. */
export const statusFacts: readonly FieldKey[] = [...new Set(keys.flatMap(factsOf))];

/** The day it counts from. */
export function dayOf(key: WayKey): FieldKey {
	return wayOf(key).asks[0] ?? 'leaveDate';
}

/** The way the record went last: where it stands off the roster, or 恢复党籍. */
export function lastWay(member: Member): WayKey | undefined {
	const isRestored = member[dayOf('restored')] !== '' && turnOf(member, 'restored') !== undefined;
	return reductionOf(member) ?? (isRestored ? 'restored' : undefined);
}

/**
 * The line of 修改记录 with which the record went that way. A 党籍状态 that some way starts from is also
 * reached by taking that way back, which gives no day.
 */
function turnOf({ trail }: Member, way: WayKey): TrailEntry | undefined {
	const { status } = wayOf(way);
	const isLast = !keys.some((key) => wayOf(key).from.includes(status));
	return trail.findLast((line) => {
		const { edits } = line;
		const isTurn = isStatusChange(line) && edits['membershipStatus']?.[1] === status;
		return isTurn && (isLast || (edits[dayOf(way)]?.[1] ?? '') !== '');
	});
}

/** A line that changes 党籍状态; a decision to keep it only confirms it. */
function isStatusChange({ edits }: TrailEntry): boolean {
	const [from, to] = edits['membershipStatus'] ?? [];
	return from !== to;
}

/**
 * Everything since the record left the 党籍状态 that the last way began at. A decision between two ways made
 * at once (S-4), and its 撤销, put one in the other's place: before them both is before the first.
 */
function sinceTurn(member: Member, way: WayKey): readonly TrailEntry[] {
	const line = turnOf(member, way);
	if (!line) return [];
	const changes = member.trail.slice(0, member.trail.indexOf(line) + 1).filter(isStatusChange);
	const first = changes.findLast(({ kind }) => kind !== 'settled' && kind !== 'reopened');
	return member.trail.slice(member.trail.indexOf(first ?? line));
}

/** The facts that stand with the last way, in the order of the form; empty ones are left out. */
export function standingFacts(member: Member): Record<string, string> {
	const way = lastWay(member);
	const facts = way ? factsOf(way).filter((key) => member[key]) : [];
	return Object.fromEntries(facts.map((key) => [key, member[key]]));
}

/** The change with which the record went its last way, where 修改记录 knows it. */
export function lastTurn(member: Member): string | undefined {
	const way = lastWay(member);
	return way && sinceTurn(member, way)[0]?.change;
}

/**
 * Takes back the last way, when it was entered by mistake: 党籍状态 and the facts are what they were
 * before it, as 修改记录 says. A record that came as it is has nothing before.
 */
export function withdrawal(member: Member): MemberEdits {
	const way = lastWay(member);
	if (!way) return {};
	const since = sinceTurn(member, way);
	const before = (key: FieldKey): string => {
		if (since.length === 0) return key === 'membershipStatus' ? IN_GOOD_STANDING : '';
		return since.find(({ edits }) => edits[key])?.edits[key]?.[0] ?? member[key];
	};
	const edits: MemberEdits = {};
	for (const key of ['membershipStatus', ...factsOf(way)] as const) {
		const to = before(key);
		if (member[key] !== to) edits[key] = { from: member[key], to };
	}
	return edits;
}
