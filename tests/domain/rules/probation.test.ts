import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/rules/settings';
import {
	contextWith,
	firedBy,
	saidBy,
	soundMember,
	soundStudent
} from '../../support/sound-member';

/** A member who joined and was confirmed on these days, old enough for any of them. */
function confirmed(joinDate: string, regularDate: string, values: object = {}): string[] {
	return firedBy(soundMember({ birthDate: '1945-01-01', joinDate, regularDate, ...values }));
}

test('[JN-10] one day before the year is over fires, the day itself does not', () => {
	expect(confirmed('2005-06-15', '2006-06-14')).toEqual(['JN-10']);
	expect(confirmed('2005-06-15', '2006-06-15')).toEqual([]);
});

test('[JN-10] joined on 29 February: the year is over on 28 February', () => {
	expect(confirmed('2004-02-29', '2005-02-27')).toEqual(['JN-10']);
	expect(confirmed('2004-02-29', '2005-02-28')).toEqual([]);
});

test('[JN-10] a recorded extension lengthens the year', () => {
	const extensionMonths = '6';
	expect(confirmed('2005-06-15', '2006-12-14', { extensionMonths })).toEqual(['JN-10']);
	expect(confirmed('2005-06-15', '2006-12-15', { extensionMonths })).toEqual([]);
});

test('[JN-10] [JN-11] 备注信息 closes both', () => {
	expect(confirmed('2005-06-15', '2006-06-14', { remark: '见支部大会记录' })).toEqual([]);
	expect(confirmed('2005-06-15', '2006-12-15', { remark: '推迟讨论' })).toEqual([]);
});

test('[JN-10] 1969 to 1977 knew no probation, so nobody who joined then had a short one', () => {
	expect(confirmed('1972-07-01', '1972-08-01')).toEqual([]);
	expect(confirmed('1978-07-01', '1978-08-01')).toEqual(['JN-10']);
});

test('[JN-11] one month’s grace: its last day is silent, the next day fires', () => {
	expect(confirmed('2005-06-15', '2006-07-15')).toEqual([]);
	expect(confirmed('2005-06-15', '2006-07-16')).toEqual(['JN-11']);
});

test('[JN-11] the grace is a setting of the campus', () => {
	const member = soundMember({ regularDate: '2006-06-16' });
	const strict = contextWith([], { settings: { ...defaultSettings, graceMonths: 0 } });
	expect(firedBy(member)).toEqual([]);
	expect(firedBy(member, strict)).toEqual(['JN-11']);
	const due = soundMember({ regularDate: '2006-06-15' });
	expect(firedBy(due, strict)).toEqual([]);
});

test('[JN-11] a recorded extension and a postponement lengthen it, each by its months', () => {
	expect(confirmed('2005-06-15', '2007-01-15', { extensionMonths: '6' })).toEqual([]);
	expect(confirmed('2005-06-15', '2007-01-16', { extensionMonths: '6' })).toEqual(['JN-11']);
	expect(confirmed('2005-06-15', '2006-10-15', { postponeMonths: '3' })).toEqual([]);
	expect(confirmed('2005-06-15', '2006-10-16', { postponeMonths: '3' })).toEqual(['JN-11']);
});

test.each([
	['', false],
	['0', false],
	['5', true],
	['6', false],
	['12', false],
	['13', true],
	['-6', true],
	['7.5', true],
	['半年', true]
])('[JN-12] extension of “%s” months fires: %s', (extensionMonths, fires) => {
	expect(firedBy(soundStudent({ extensionMonths }))).toEqual(fires ? ['JN-12'] : []);
});

test('[JN-13] two years and the grace: the last day is silent, the next day fires and no remark closes it', () => {
	const long = { extensionMonths: '12', remark: '已说明' };
	expect(confirmed('2005-06-15', '2007-07-15', long)).toEqual([]);
	expect(confirmed('2005-06-15', '2007-07-16', long)).toEqual(['JN-13']);
	expect(confirmed('2005-06-15', '2007-08-15')).toEqual(['JN-11', 'JN-13']);
});

test.each([
	// today is 2026-11-23
	['2025-12-24', []],
	['2025-12-23', ['JN-14']],
	['2025-11-23', ['JN-14']],
	['2025-11-22', []],
	['2025-10-23', []],
	['2025-10-22', ['JN-15']]
])('[JN-14] [JN-15] probation since %s: %o', (joinDate, rules) => {
	expect(firedBy(soundStudent({ joinDate }))).toEqual(rules);
});

test('[JN-14] names the day, counts the extension, and is for probationary members only', () => {
	const soon = { joinDate: '2025-12-01' };
	expect(saidBy('JN-14', soundStudent(soon))).toBe(
		'预备期将于2026-12-01届满，请提醒本人递交转正申请。'
	);
	expect(firedBy(soundStudent({ ...soon, extensionMonths: '6' }))).toEqual([]);
	expect(firedBy(soundStudent({ joinDate: '2025-06-01', extensionMonths: '6' }))).toEqual([
		'JN-14'
	]);
	const full = { ...soon, memberCategory: '1', regularDate: '' };
	expect(firedBy(soundStudent(full))).toEqual(['JN-06']);
});

test('[JN-15] says how many full months are over, and the extension moves it', () => {
	expect(saidBy('JN-15', soundStudent({ joinDate: '2025-08-23' }))).toBe(
		'预备期已满3个月未办理转正。'
	);
	expect(saidBy('JN-15', soundStudent({ joinDate: '2025-08-24' }))).toContain('已满2个月');
	expect(firedBy(soundStudent({ joinDate: '2025-05-24', extensionMonths: '6' }))).toEqual([
		'JN-14'
	]);
});

test('[JN-15] thirteen months from 29 February end on 29 March, not on the 28th', () => {
	const member = soundStudent({ birthDate: '2000-01-01', joinDate: '2024-02-29' });
	const on = (today: string) => firedBy(member, contextWith([], { today }));
	expect(on('2025-03-29')).toEqual([]);
	expect(on('2025-03-30')).toEqual(['JN-15']);
});
