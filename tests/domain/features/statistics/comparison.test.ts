import { describe, expect, test } from 'vitest';
import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import { compareYears, type Comparison } from '#domain/features/statistics/comparison';
import { nodeOf } from '#domain/features/statistics/node';
import { comparisonLines, comparisonRows } from '#domain/features/statistics/sheet-rows';
import { branch, soundMember, soundStudent, today } from '../../../support/sound-member';

const faculty = { ...branch, id: 'faculty', type: '611', path: '/campus/faculty/' };
const other = { ...branch, id: 'other', path: '/campus/faculty/other/' };
const orgs = [faculty, branch, other];

interface Asked {
	departures?: Departure[];
	org?: typeof branch;
	year?: number;
	reported?: number;
}
function compare(members: Member[], asked: Asked = {}): Comparison {
	const { departures = [], org = branch, year = 2026, reported } = asked;
	return compareYears({ members, departures, node: nodeOf(org, orgs), year, today, reported });
}

/** The lines that are not empty. */
function flowsOf({ lines }: Comparison): Record<string, number> {
	const filled = lines.filter(({ people }) => people.length > 0);
	return Object.fromEntries(filled.map(({ flow, people }) => [flow, people.length]));
}
const doubtsOf = ({ doubts }: Comparison) =>
	[...doubts].map(([doubt, people]) => [doubt, people.map(({ name }) => name).join()]);

let serial = 0;
const person = (values: Partial<Member>) => soundMember({ id: `p${++serial}`, ...values });
const old = () => person({ name: '老党员' });

const moved = (from: string, to: string, at: string): TrailEntry => ({
	kind: 'moved',
	edits: { branchId: [from, to] },
	change: at,
	by: 'a990001',
	device: '',
	at: `${at}T09:00:00.000+08:00`
});
const gone = (memberId: string, at: string, to = 'far'): Departure => ({
	...moved('branch', to, at),
	id: `${memberId}:branch`,
	memberId,
	branchId: 'branch',
	name: '吴远航',
	to,
	toName: '外单位支部',
	late: [],
	touchedBy: ''
});

test('who was there on both days moves nothing, and the sheet balances', () => {
	const sheet = compare([old(), old()]);
	expect(sheet).toMatchObject({ last: 2, added: 0, removed: 0, expected: 2, total: 2 });
	expect(sheet.difference).toBe(0);
	expect(sheet.doubts.size).toBe(0);
});

describe('each line of the sheet, and the balance with it', () => {
	type Case = [string, Partial<Member>, Record<string, number>, number, number];
	const cases: Case[] = [
		[
			'发展',
			{ enterBranchType: '0', joinDate: '2026-06-15', enteredBranchOn: '2026-07-01' },
			{ developed: 1 },
			0,
			1
		],
		['转入', { enterBranchType: '2', enteredBranchOn: '2026-09-01' }, { transferredIn: 1 }, 0, 1],
		['整建制转入', { enterBranchType: 'L3', enteredBranchOn: '2026-09-01' }, { unitIn: 1 }, 0, 1],
		['恢复', { stoppedOn: '2024-03-01', restoredOn: '2026-03-01' }, { restored: 1 }, 0, 1],
		[
			'恢复 by 进入支部类型 is counted once',
			{
				enterBranchType: '1',
				enteredBranchOn: '2026-03-02',
				stoppedOn: '2024-03-01',
				restoredOn: '2026-03-01'
			},
			{ restored: 1 },
			0,
			1
		],
		['停止', { membershipStatus: '2', stoppedOn: '2026-02-01' }, { stopped: 1 }, 1, 0],
		[
			'stopped and restored in one year',
			{ stoppedOn: '2026-02-01', restoredOn: '2026-05-01' },
			{ stopped: 1, restored: 1 },
			1,
			1
		],
		['出党', { membershipStatus: 'left', leaveDate: '2026-02-01' }, { left: 1 }, 1, 0],
		['死亡', { membershipStatus: 'deceased', leaveDate: '2026-02-01' }, { died: 1 }, 1, 0],
		...(['left', 'deceased'] as const).flatMap((membershipStatus): Case[] => [
			[
				`stopped the year before, then ${membershipStatus}`,
				{ membershipStatus, stoppedOn: '2025-03-01', leaveDate: '2026-05-01' },
				{},
				0,
				0
			],
			[
				`stopped and ${membershipStatus} in one year`,
				{ membershipStatus, stoppedOn: '2026-03-01', leaveDate: '2026-05-01' },
				{ stopped: 1 },
				1,
				0
			]
		])
	];
	test.each(cases)('%s', (_, values, flows, last, total) => {
		const sheet = compare([person(values)]);
		expect(flowsOf(sheet)).toEqual(flows);
		expect(sheet).toMatchObject({ last, total, difference: 0 });
		expect(doubtsOf(sheet)).toEqual([]);
	});

	test('the year begins on 1 January: what happened on 31 December belongs to the year before', () => {
		const on = (enteredBranchOn: string) =>
			compare([person({ enterBranchType: '2', enteredBranchOn })]);
		expect(on('2025-12-31')).toMatchObject({ last: 1, added: 0 });
		expect(on('2026-01-01')).toMatchObject({ last: 0, added: 1 });
	});

	test('a member developed in December and entered in January was developed in December', () => {
		const values = { enterBranchType: '0', joinDate: '2025-12-28', enteredBranchOn: '2026-01-05' };
		expect(compare([person(values)])).toMatchObject({ last: 1, added: 0, difference: 0 });
		expect(compare([person(values)], { year: 2025 })).toMatchObject({
			last: 0,
			added: 1,
			total: 1
		});
	});
});

describe('moves of this register', () => {
	const mover = (branchId: string) =>
		person({
			branchId,
			left: ['branch'],
			trail: [moved('branch', 'other', '2026-05-04')]
		});

	test('between two branches of a committee: out of one, into the other, nothing for the committee', () => {
		const member = mover('other');
		expect(flowsOf(compare([member]))).toEqual({ transferredOut: 1 });
		expect(compare([member])).toMatchObject({ last: 1, total: 0, difference: 0 });
		expect(flowsOf(compare([member], { org: other }))).toEqual({ transferredIn: 1 });
		expect(compare([member], { org: other })).toMatchObject({ last: 0, total: 1, difference: 0 });
		expect(flowsOf(compare([member], { org: faculty }))).toEqual({});
		expect(compare([member], { org: faculty })).toMatchObject({ last: 1, total: 1, difference: 0 });
	});

	test('a year that is over is drawn up to its last day', () => {
		const sheet = compare([mover('other')], { year: 2025 });
		expect(sheet).toMatchObject({ until: '2025-12-31', last: 1, total: 1, difference: 0 });
	});

	test('a stub alone is a transfer out, with its name, and said to be taken for granted', () => {
		const sheet = compare([old()], { departures: [gone('x', '2026-03-01')] });
		expect(sheet).toMatchObject({ last: 2, removed: 1, total: 1, difference: 0 });
		expect(doubtsOf(sheet)).toEqual([['record.gone', '吴远航']]);
		expect(compare([], { departures: [gone('x', '2025-12-31')] })).toMatchObject({ last: 0 });
		expect(compare([], { departures: [gone('x', '2026-03-01', 'other')], org: faculty }).last).toBe(
			0
		);
	});
});

describe('a sheet that does not balance names who it is about', () => {
	const cases: [string, Partial<Member>, number][] = [
		['entry.untyped', { name: '甲', joinDate: '2026-06-15', enterBranchType: '' }, 1],
		['entry.untyped', { name: '甲', enteredBranchOn: '2026-06-15', enterBranchType: '' }, 1],
		['end.undated', { name: '甲', membershipStatus: 'left', leaveDate: '' }, -1],
		['end.undated', { name: '甲', membershipStatus: '2', stoppedOn: '' }, -1],
		['left.listed', { name: '甲', leaveBranchType: 'L1', leftBranchOn: '2026-07-01' }, 1],
		['dates.disagree', { name: '甲', stoppedOn: '2026-02-01', restoredOn: '' }, 1]
	];
	test.each(cases)('%s', (doubt, values, difference) => {
		const sheet = compare([old(), person(values)]);
		expect(sheet.difference).toBe(difference);
		expect(sheet.total).toBe(sheet.expected + difference);
		expect(doubtsOf(sheet)).toEqual([[doubt, '甲']]);
	});

	test('no day of entry: counted as there before, and said so', () => {
		const sheet = compare([person({ name: '乙', enterBranchType: '', enteredBranchOn: '' })]);
		expect(sheet).toMatchObject({ last: 1, total: 1, difference: 0 });
		expect(doubtsOf(sheet)).toEqual([['entry.undated', '乙']]);
	});

	test('last year’s annual report is believed before the records, and the difference stands there', () => {
		const sheet = compare([old(), old()], { reported: 3 });
		expect(sheet).toMatchObject({ last: 2, reported: 3, expected: 3, total: 2, difference: -1 });
		expect(comparisonLines(sheet)[0]).toMatchObject({
			count: 3,
			note: '上年年报数；按记录推算为 2'
		});
	});
});

test('plus and minus are the sums of their lines, in the file as on the screen', () => {
	const sheet = compare([
		old(),
		soundStudent({ id: 's', enterBranchType: '0', enteredBranchOn: '2026-06-15' }),
		person({ enterBranchType: '2', enteredBranchOn: '2026-09-01' }),
		person({ membershipStatus: 'deceased', leaveDate: '2026-02-01', name: '丙' })
	]);
	expect(sheet).toMatchObject({ last: 2, added: 2, removed: 1, expected: 3, total: 3 });
	const rows = comparisonRows(sheet, '第一党支部');
	expect(rows[1]).toEqual(['党组织', '第一党支部']);
	const count = (name: string) => rows.find(([first]) => String(first).trim() === name)?.[1];
	expect(count('2025年底党员总数')).toBe(2);
	expect(count('本年增加')).toBe(2);
	expect(count('发展党员')).toBe(1);
	expect(count('死亡')).toBe(1);
	expect(count('2026年党员总数')).toBe(3);
	expect(count('差额')).toBe(0);
});
