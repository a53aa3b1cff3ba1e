import { valueOf, type Clash, type Edits, type Expected, type Values } from './expected';

const STATUS = 'membershipStatus';

/** What belongs to each 党籍状态, written down a second time. */
const factsOf: Record<string, readonly string[]> = {
	deceased: ['leaveDate', 'leaveType'],
	left: ['leaveDate', 'leaveReason', 'leaveApprovedBy', 'leaveType'],
	'2': ['stoppedOn', 'stopReason', 'leaveApprovedBy'],
	'1': ['restoredOn', 'restoreReason', 'restoreApprovedBy', 'restoredAtOrg']
};
/** A 党籍状态 that is also reached by taking another way back: only with its day it is a way of its own. */
const dayOf: Record<string, string> = { '2': 'stoppedOn', '1': 'restoredOn' };
export const statusFacts: readonly string[] = [...new Set(Object.values(factsOf).flat())];

/** One change’s effect on 党籍状态 and its facts. */
export interface StatusLine {
	change: string;
	/** A decision of a conflict, or its 撤销. */
	isDecision: boolean;
	made: Record<string, [from: string, to: string]>;
}

/** The facts that go with a 党籍状态 that does not stand; undefined where it stands or none is given. */
export function asideWith(member: Expected, edits: Edits): Values | undefined {
	const edit = edits[STATUS];
	const stored = valueOf(member, STATUS);
	if (!edit || edit.to === stored || edit.from === stored) return undefined;
	const given = Object.entries(edits).filter(([field]) => statusFacts.includes(field));
	return Object.fromEntries(given.map(([field, { to }]) => [field, to]));
}

/** Whoever takes another 党籍状态 takes its facts, and the facts of the way in its place are as before it. */
export function factsTaken(member: Expected, { kept, facts }: Clash): Edits {
	if (!facts) return {};
	const since = sinceTurn(member);
	const isDisplaced = since.length > 0 && since[0]!.change === kept;
	const edits: Edits = {};
	for (const field of isDisplaced ? (factsOf[valueOf(member, STATUS) || '1'] ?? []) : []) {
		const from = valueOf(member, field);
		const to = since.find(({ made }) => made[field])?.made[field]?.[0] ?? from;
		edits[field] = { from, to };
	}
	for (const [field, to] of Object.entries(facts)) {
		edits[field] = { from: valueOf(member, field), to };
	}
	return edits;
}

/** What taking it wrote is as before, where nobody has written since. */
export function factsBack(member: Expected, { facts }: Clash, change: string): Edits {
	const line = facts && member.lines.find((one) => one.change === change);
	const edits: Edits = {};
	for (const [field, [was, became]] of Object.entries(line?.made ?? {})) {
		if (field !== STATUS && valueOf(member, field) === became) {
			edits[field] = { from: became, to: was };
		}
	}
	return edits;
}

function sinceTurn({ values, lines }: Expected): readonly StatusLine[] {
	const status = values[STATUS] || '1';
	if (status === '1' && !values['restoredOn']) return [];
	const day = dayOf[status];
	const turn = lines.findLastIndex(({ made }) => {
		const [from, to] = made[STATUS] ?? [];
		return to === status && from !== to && (!day || (made[day]?.[1] ?? '') !== '');
	});
	if (turn < 0) return [];
	const first = lines.slice(0, turn + 1).findLastIndex((line) => {
		const [from, to] = line.made[STATUS] ?? [];
		return from !== to && !line.isDecision;
	});
	return lines.slice(first < 0 ? turn : first);
}
