import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';
import { isOnRoster, LEFT } from '#domain/model/member/on-roster';
import {
	entryFlows,
	exitFlows,
	LEFT_WITHIN,
	MOVED_WITHIN,
	WHOLE_UNIT_IN,
	type FlowKey
} from './flows';
import type { StatisticsNode } from './node';

/** One thing that changed the count of a node, on its day. */
export interface Happening {
	on: PlainDate;
	flow: FlowKey;
}

/** What the record says of its member’s time in a node. Facts without a day move nothing. */
export interface History {
	happened: readonly Happening[];
	/** Whether the dated facts count him at the end of that day. Without a day he was always there. */
	countedOn(day: PlainDate): boolean;
	/** Whether the list counts him: that needs no day. */
	countedNow: boolean;
	/** Nothing says since when he has been in the node. */
	entryUnknown: boolean;
	/** 进入支部类型 does not say how he came. */
	entryUntyped: boolean;
	/** 停止党籍, 出党 or 死亡 without its day. */
	endUndated: boolean;
}

interface Crossing {
	on: PlainDate;
	inward: boolean;
}

/** A time without membership; without `to` it lasts. */
interface Pause {
	from: PlainDate | undefined;
	to: PlainDate | undefined;
	/** undefined: it began inside another one, which has taken him off the count already. */
	flow: FlowKey | undefined;
}

const BEGINNING = '0000-01-01';

export function historyOf(member: Member, node: StatisticsNode): History {
	const crossings = crossingsOf(member, node);
	const pauses = pausesOf(member);
	const here = node.holds(member.branchId);
	const entry = entryOf(member, node, crossings, pauses);
	const exit = here ? exitOf(member, node, crossings.at(-1)?.on ?? entry.on) : undefined;
	const joined = dateOf(member.joinDate) ?? BEGINNING;

	const inNodeOn = (day: PlainDate) => {
		if (exit && exit.on <= day) return false;
		const last = crossings.findLast(({ on }) => on <= day);
		if (last) return last.inward;
		const wasHere = crossings[0] ? !crossings[0].inward : here;
		return wasHere && (entry.on ?? BEGINNING) <= day;
	};
	const goodOn = (day: PlainDate) =>
		!pauses.some(({ from, to }) => from !== undefined && from <= day && !(to && to <= day));

	const moves = crossings.filter(({ on }) => joined <= on && goodOn(on));
	const inwardFlow = member.enterBranchType === WHOLE_UNIT_IN ? 'unitIn' : 'transferredIn';
	return {
		happened: [
			...(entry.on && entry.flow ? [{ on: entry.on, flow: entry.flow }] : []),
			...moves.map(({ on, inward }): Happening => ({
				on,
				flow: inward ? inwardFlow : 'transferredOut'
			})),
			...(exit ? [exit] : []),
			...pauses.flatMap(happeningsOf).filter(({ on }) => inNodeOn(on))
		],
		countedOn: (day) => joined <= day && inNodeOn(day) && goodOn(day),
		countedNow: here && isOnRoster(member),
		entryUnknown: crossings.length === 0 && entry.unknown,
		entryUntyped: crossings.length === 0 && entry.flow === undefined,
		endUndated: pauses.some(({ from }) => from === undefined)
	};
}

/** Moves that led into the node or out of it, as the trail has them, in turn. */
function crossingsOf(member: Member, node: StatisticsNode): Crossing[] {
	if (member.left.length === 0) return [];
	return member.trail.flatMap(({ kind, edits, at }) => {
		const edit = kind === 'moved' ? edits['branchId'] : undefined;
		if (!edit) return [];
		const [from, to] = [node.holds(edit[0]), node.holds(edit[1])];
		return from === to ? [] : [{ on: at.slice(0, 10), inward: to }];
	});
}

function pausesOf(member: Member): Pause[] {
	const { membershipStatus } = member;
	const pauses: Pause[] = [];
	const stopped = dateOf(member.stoppedOn);
	const restored = dateOf(member.restoredOn);
	if (membershipStatus === '2') pauses.push({ from: stopped, to: undefined, flow: 'stopped' });
	else if (stopped || restored) {
		pauses.push({ from: stopped ?? BEGINNING, to: restored, flow: 'stopped' });
	}
	const gone = dateOf(member.leaveDate);
	const wasStopped =
		gone !== undefined &&
		pauses.some(({ from, to }) => from && from <= gone && !(to && to <= gone));
	const end = (flow: FlowKey): Pause => ({
		from: gone,
		to: undefined,
		flow: wasStopped ? undefined : flow
	});
	if (membershipStatus === LEFT) pauses.push(end('left'));
	if (membershipStatus === 'deceased') pauses.push(end('died'));
	return pauses;
}

function happeningsOf({ from, to, flow }: Pause): Happening[] {
	return [
		...(flow && from && from !== BEGINNING ? [{ on: from, flow }] : []),
		...(to ? [{ on: to, flow: 'restored' as const }] : [])
	];
}

interface Entry {
	on: PlainDate | undefined;
	flow: FlowKey | undefined;
	unknown: boolean;
}

/** How he came, where no move of this register says it. */
function entryOf(
	member: Member,
	node: StatisticsNode,
	crossings: readonly Crossing[],
	pauses: readonly Pause[]
): Entry {
	const always = { on: undefined, flow: undefined, unknown: false };
	const first = crossings[0];
	if (first?.inward) return always;
	const { enterBranchType: type } = member;
	const entered = dateOf(member.enteredBranchOn);
	const flow = entryFlows[type];
	// Within one committee nothing came or went; and who was restored had been here before.
	if (type === MOVED_WITHIN && !node.isBranch) return always;
	if (flow === 'restored' && pauses.some(({ to }) => to)) return always;
	// 发展 counts from the day of the resolution, not from the day it was entered.
	const on = flow === 'developed' ? (dateOf(member.joinDate) ?? entered) : entered;
	// Items of the branch he went to say nothing of how he had come here.
	if (first && on && on > first.on) return always;
	return { on, flow, unknown: on === undefined };
}

/** 转离支部 of a record that is still on the list; one from before he came says nothing. */
function exitOf(
	member: Member,
	node: StatisticsNode,
	came: PlainDate | undefined
): Happening | undefined {
	const on = dateOf(member.leftBranchOn);
	const flow = exitFlows[member.leaveBranchType];
	if (!on || !flow || (came && on < came)) return undefined;
	return member.leaveBranchType === LEFT_WITHIN && !node.isBranch ? undefined : { on, flow };
}
