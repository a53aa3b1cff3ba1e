import { expect, test } from 'vitest';
import type { Entry } from '#domain/model/member/entry';
import type { ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import {
	contextWith,
	firedBy,
	saidBy,
	soundMember,
	soundStudent,
	today
} from '../../support/sound-member';

/** Today is 2026-11-23. A sound full member joined 2005-06-15. */
const withRows = (list: ListKey, rows: Entry[], values: Partial<Member> = {}) =>
	soundMember({
		...values,
		entries: { [list]: Object.fromEntries(rows.map((row, n) => [`e${n}`, row])) }
	});
const award: Entry = {
	honour: '51',
	approvedOn: '2019-06-30',
	approvedBy: '中共示例海洋大学委员会'
};
const duty: Entry = { dutyKind: 'party', duty: '030U', startDate: '2024-05-01', isServing: '1' };
const abroad: Entry = { country: '日本', leftOn: '2026-09-01' };
const punishment: Entry = { punishment: '1', decidedOn: '2020-01-01', decidedBy: '中共示例委员会' };

test('rows that are whole set nothing off, and neither does an empty list', () => {
	expect(firedBy(withRows('rewards', [award]))).toEqual([]);
	expect(firedBy(withRows('duties', [duty]))).toEqual([]);
	expect(firedBy(withRows('abroad', [abroad]))).toEqual([]);
	expect(firedBy(withRows('punishments', [punishment]))).toEqual([]);
	expect(firedBy(withRows('rewards', []))).toEqual([]);
});

test('a removed row is no row, whatever it holds', () => {
	expect(firedBy(withRows('rewards', [{ honour: '51', removed: '1' }]))).toEqual([]);
	expect(firedBy(withRows('rewards', [award, { ...award, removed: '1' }]))).toEqual([]);
});

test('a rule fires once on a member, however many rows set it off', () => {
	expect(firedBy(withRows('rewards', [{ honour: '51' }, { honour: '52' }]))).toEqual(['AW-01']);
});

test.each(['honour', 'approvedOn', 'approvedBy'])('[AW-01] a reward without %s fires', (key) => {
	expect(firedBy(withRows('rewards', [{ ...award, [key]: '' }]))).toEqual(['AW-01']);
});

test.each([
	[today, false],
	['2026-11-24', true]
])('[AW-02] a reward approved %s, today 2026-11-23, fires: %s', (approvedOn, fires) => {
	expect(firedBy(withRows('rewards', [{ ...award, approvedOn }])).includes('AW-02')).toBe(fires);
});

test.each([
	['51', '2005-06-14', true],
	['52', '2005-06-14', true],
	['51', '2005-06-15', false],
	['other', '2005-06-14', false]
])('[AW-03] %s approved %s, joined 2005-06-15, fires: %s', (honour, approvedOn, fires) => {
	const row = { ...award, honour, approvedOn, rewardNote: '已咨询' };
	expect(firedBy(withRows('rewards', [row])).includes('AW-03')).toBe(fires);
});

test('[AW-04] honour, day and body all the same is the same award; one of them different is not', () => {
	expect(firedBy(withRows('rewards', [award, { ...award }]))).toEqual(['AW-04']);
	const others: Entry[] = [
		{ honour: '52' },
		{ approvedOn: '2020-06-30' },
		{ approvedBy: '中共示例海洋大学信息学院委员会' }
	];
	for (const other of others) {
		expect(firedBy(withRows('rewards', [award, { ...award, ...other }]))).toEqual([]);
	}
});

test.each([
	['51', '中共示例海洋大学委员会', false],
	['51', '中国共产党示例海洋大学委员会', false],
	['51', '示例海洋大学党委', true],
	['other', '示例海洋大学党委', false]
])('[AW-05] %s given by %s fires: %s', (honour, approvedBy, fires) => {
	const row = { ...award, honour, approvedBy, rewardNote: '已咨询' };
	expect(firedBy(withRows('rewards', [row])).includes('AW-05')).toBe(fires);
});

test('[AW-06] another award stays open until 说明 names it; the two of the manual need none', () => {
	expect(firedBy(withRows('rewards', [{ ...award, honour: 'other' }]))).toEqual(['AW-06']);
	const named = { ...award, honour: 'other', rewardNote: '优秀党员教师，已咨询党委组织部' };
	expect(firedBy(withRows('rewards', [named]))).toEqual([]);
});

test.each(['punishment', 'decidedOn', 'decidedBy'])(
	'[PU-01] a punishment without %s fires',
	(key) => {
		expect(firedBy(withRows('punishments', [{ ...punishment, [key]: '' }]))).toEqual(['PU-01']);
	}
);

test('[PU-02] who was expelled cannot stand as a member in good standing', () => {
	const expelled = [{ ...punishment, punishment: '5' }];
	expect(firedBy(withRows('punishments', expelled))).toEqual(['PU-02']);
	expect(firedBy(withRows('punishments', expelled, { membershipStatus: '' }))).toContain('PU-02');
	const left = {
		membershipStatus: 'left',
		leaveDate: '2020-01-01',
		leaveReason: 'L1',
		leaveApprovedBy: '中共示例大学委员会'
	};
	expect(firedBy(withRows('punishments', expelled, left))).toEqual([]);
	expect(firedBy(withRows('punishments', [{ ...punishment, punishment: '4' }]))).toEqual([]);
});

test.each([
	[{ duty: '' }, true],
	[{ startDate: '' }, true],
	[{ endDate: '2024-04-30' }, true],
	[{ endDate: '2024-05-01' }, false]
])('[DU-01] a duty begun 2024-05-01 with %o fires: %s', (over, fires) => {
	expect(firedBy(withRows('duties', [{ ...duty, ...over }])).includes('DU-01')).toBe(fires);
});

test.each([
	['2', '030U', {}, true],
	['2', '001A', {}, true],
	['1', '030U', {}, false],
	['2', '401A', {}, false],
	['2', '030U', { isServing: '0' }, false],
	['2', '030U', { endDate: '2025-05-01' }, false]
])('[DU-04] category %s, duty %s, %o fires: %s', (memberCategory, code, over, fires) => {
	const rows = { duties: { e1: { ...duty, duty: code, ...over } } };
	const member = soundStudent({ memberCategory, entries: rows });
	expect(firedBy(member).includes('DU-04')).toBe(fires);
});

test.each([
	[{ country: '' }, true],
	[{ leftOn: '' }, true],
	[{ returnedOn: '2026-08-31' }, true],
	[{ returnedOn: '2026-09-01' }, false]
])('[AB-01] left 2026-09-01 with %o fires: %s', (over, fires) => {
	expect(firedBy(withRows('abroad', [{ ...abroad, ...over }])).includes('AB-01')).toBe(fires);
});

test.each([
	[{ lastContactOn: '2026-05-23' }, false],
	[{ lastContactOn: '2026-05-22' }, true],
	[{ lastContactOn: '2026-05-22', returnedOn: '2026-11-01' }, false],
	[{ lastContactOn: '', leftOn: '2026-05-23' }, false],
	[{ lastContactOn: '', leftOn: '2026-05-22' }, true]
])('[AB-02] with %o, today 2026-11-23, fires: %s', (over, fires) => {
	const row = { ...abroad, leftOn: '2025-01-01', ...over };
	expect(firedBy(withRows('abroad', [row])).includes('AB-02')).toBe(fires);
});

test.each([
	['2021-11-23', {}, false],
	['2021-11-22', {}, true],
	['2021-11-22', { membershipStatus: '2', stoppedOn: '2026-01-01', stopReason: '出国' }, false],
	['2021-11-22', { abroadReason: '学校公派，党委已研究' }, false]
])('[AB-03] away since %s with %o, today 2026-11-23, fires: %s', (leftOn, values, fires) => {
	const row = { ...abroad, leftOn, lastContactOn: today };
	expect(firedBy(withRows('abroad', [row], values)).includes('AB-03')).toBe(fires);
	expect(firedBy(withRows('abroad', [{ ...row, returnedOn: today }], values))).not.toContain(
		'AB-03'
	);
});

test('[DI-01] a kind of difficulty needs the state of health', () => {
	const difficult: Entry = { difficultyType: 'L1' };
	expect(firedBy(withRows('difficulties', [difficult]))).toEqual(['DI-01']);
	expect(firedBy(withRows('difficulties', [{ ...difficult, health: '10' }]))).toEqual([]);
	expect(firedBy(withRows('difficulties', [{ health: '10' }]))).toEqual([]);
});

test.each([
	['L1', '2026-05-23', '0', '', true],
	['L1', '2026-05-24', '0', '', false],
	['L2', '2026-05-23', '0', '', false],
	['L1', '2026-05-23', '1', '', false],
	['L1', '2026-05-23', '0', '2026-11-01', false]
])(
	'[ST-06] %s since %s, 流动党员 %s, back %s fires: %s',
	(kind, outOn, isMobile, backOn, fires) => {
		const values = { isMobile, mobileTo: isMobile === '1' ? '外省' : '' };
		const member = withRows('mobility', [{ mobilityKind: kind, outOn, backOn }], values);
		expect(firedBy(member).includes('ST-06')).toBe(fires);
	}
);

test('the sentence of a list rule is that of the manual', () => {
	const member = withRows('rewards', [{ honour: '51' }]);
	expect(saidBy('AW-01', member, contextWith())).toBe('奖励须填写表彰名称、批准时间、批准机关。');
});
