import type { PlainDate } from '#domain/kernel/plain-date';
import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import { flows, signOf, type FlowKey } from './flows';
import { historyOf, type Happening, type History } from './history';
import type { StatisticsNode } from './node';

/** Why a person keeps the sheet from balancing, or what was taken for granted of him. */
export type Doubt = keyof typeof doubts;

/** 需说明, in the order of the sheet. `open`: the sheet does not balance until it is mended. */
export const doubts = {
	'entry.untyped': {
		open: true,
		text: '本年入党或进入支部，进入支部类型没有说明是发展还是转入'
	},
	'end.undated': { open: true, text: '党籍状态不是正常，但没有填日期' },
	'left.listed': { open: true, text: '已填转离支部，名册上仍在' },
	'dates.disagree': { open: true, text: '日期前后不一致' },
	'entry.undated': { open: false, text: '没有进入支部日期，按上年已在册计' },
	'record.gone': { open: false, text: '已转出，本机只留姓名和去向，按上年已在册计' }
} as const;

export interface Person {
	/** Empty where the record is no longer on the device. */
	memberId: string;
	name: string;
	/** The day it happened, where there is one. */
	on: PlainDate | '';
}

export interface FlowLine {
	flow: FlowKey;
	name: string;
	sign: 1 | -1;
	people: readonly Person[];
}

/** The two-year comparison sheet (domain.md 9). */
export interface Comparison {
	year: number;
	/** The day it is drawn up to: today, or the last day of a year that is over. */
	until: PlainDate;
	/** Last year’s total as the records say it. */
	last: number;
	/** Last year’s total of the annual report, where somebody gave it. */
	reported: number | undefined;
	lines: readonly FlowLine[];
	added: number;
	removed: number;
	/** Last year’s total, plus and minus the lines. */
	expected: number;
	total: number;
	/** What the total has more than expected; 0 means that the sheet balances. */
	difference: number;
	doubts: ReadonlyMap<Doubt, readonly Person[]>;
}

export interface ComparisonFacts {
	members: readonly Member[];
	departures: readonly Departure[];
	node: StatisticsNode;
	year: number;
	today: PlainDate;
	reported?: number | undefined;
}

export function compareYears(facts: ComparisonFacts): Comparison {
	const { year, reported } = facts;
	const sheet = filled(facts);
	const lines = flows.map(({ key, name, sign }): FlowLine => ({
		flow: key,
		name,
		sign,
		people: (sheet.people.get(key) ?? []).sort((a, b) => (a.on < b.on ? -1 : 1))
	}));
	const { until, last, total } = sheet;
	const added = sumOf(lines, 1);
	const removed = sumOf(lines, -1);
	const expected = (reported ?? last) + added - removed;
	const difference = total - expected;
	const inOrder = (Object.keys(doubts) as Doubt[]).flatMap((doubt): [Doubt, Person[]][] => {
		const people = sheet.doubts.get(doubt);
		return people ? [[doubt, people]] : [];
	});
	return {
		year,
		until,
		last,
		reported,
		lines,
		added,
		removed,
		expected,
		total,
		difference,
		doubts: new Map(inOrder)
	};
}

function filled({ members, departures, node, year, today }: ComparisonFacts): Sheet {
	const thisYear = Number(today.slice(0, 4)) === year;
	const sheet = new Sheet(`${year - 1}-12-31`, thisYear ? today : `${year}-12-31`);
	for (const member of members) {
		const passed = node.holds(member.branchId) || member.left.some((id) => node.holds(id));
		if (passed) sheet.take(member, historyOf(member, node), thisYear);
	}
	const held = new Set(members.map(({ id }) => id));
	const gone = departures.filter(({ memberId }) => !held.has(memberId));
	for (const departure of lastExits(gone, node)) sheet.takeGone(departure);
	return sheet;
}

function sumOf(lines: readonly FlowLine[], sign: 1 | -1): number {
	return lines.reduce((sum, line) => sum + (line.sign === sign ? line.people.length : 0), 0);
}

/** The sheet while it is filled, person by person. */
class Sheet {
	readonly #before: PlainDate;
	readonly until: PlainDate;
	last = 0;
	total = 0;
	readonly people = new Map<FlowKey, Person[]>();
	readonly doubts = new Map<Doubt, Person[]>();

	constructor(before: PlainDate, until: PlainDate) {
		this.#before = before;
		this.until = until;
	}

	/** `byList`: the sheet ends today, so the list itself says who is counted. */
	take(member: Member, history: History, byList: boolean): void {
		const then = history.countedOn(this.#before);
		const now = byList ? history.countedNow : history.countedOn(this.until);
		const within = history.happened.filter(({ on }) => this.#isWithin(on));
		if (then) this.last += 1;
		if (now) this.total += 1;
		let balance = Number(now) - Number(then);
		for (const { flow, on } of within) {
			balance -= signOf(flow);
			push(this.people, flow, { memberId: member.id, name: member.name, on });
		}
		const doubt = balance === 0 ? presumed(history, then) : reasonOf(history, within, now);
		if (doubt) push(this.doubts, doubt, { memberId: member.id, name: member.name, on: '' });
	}

	/** A member whose record has left the device. */
	takeGone({ name, at }: Departure): void {
		const on = at.slice(0, 10);
		if (on <= this.#before) return;
		this.last += 1;
		const person = { memberId: '', name, on };
		if (this.#isWithin(on)) push(this.people, 'transferredOut', person);
		else this.total += 1;
		push(this.doubts, 'record.gone', person);
	}

	#isWithin(day: PlainDate): boolean {
		return day > this.#before && day <= this.until;
	}
}

function push<K>(lists: Map<K, Person[]>, key: K, person: Person): void {
	const list = lists.get(key);
	if (list) list.push(person);
	else lists.set(key, [person]);
}

/** The last way out of the node of each member who went, however often he came and went. */
function lastExits(departures: readonly Departure[], node: StatisticsNode): Departure[] {
	const last = new Map<string, Departure>();
	for (const departure of departures) {
		const { memberId, branchId, at } = departure;
		const before = last.get(memberId);
		if (node.holds(branchId) && (!before || before.at < at)) last.set(memberId, departure);
	}
	return [...last.values()].filter(({ to }) => !node.holds(to));
}

function presumed({ entryUnknown, endUndated }: History, then: boolean): Doubt | undefined {
	if (!then) return undefined;
	return endUndated ? 'end.undated' : entryUnknown ? 'entry.undated' : undefined;
}

function reasonOf(history: History, within: readonly Happening[], now: boolean): Doubt {
	if (history.endUndated) return 'end.undated';
	if (!now) return 'dates.disagree';
	if (within.some(({ flow }) => flow === 'transferredOut' || flow === 'unitOut')) {
		return 'left.listed';
	}
	return within.length === 0 && history.entryUntyped ? 'entry.untyped' : 'dates.disagree';
}
