import { expect, test } from 'vitest';
import { firedBy, saidBy, soundMember, soundStudent } from '../../support/sound-member';

test('[JN-01] no joining date fires; a date does not', () => {
	expect(firedBy(soundMember({ joinDate: '' }))).toEqual(['JN-01']);
	expect(firedBy(soundMember({ joinDate: '2005-06-15' }))).toEqual([]);
});

test('[JN-02] tomorrow fires, today does not', () => {
	expect(firedBy(soundStudent({ joinDate: '2026-11-24' }))).toEqual(['JN-02']);
	expect(firedBy(soundStudent({ joinDate: '2026-11-23' }))).toEqual([]);
});

test('[JN-03] the last day of June 1921 fires, the first of July does not', () => {
	const values = { birthDate: '', regularDate: '1923-01-01', remark: '见档案' };
	const early = soundMember({ ...values, joinDate: '1921-06-30' });
	const first = soundMember({ ...values, joinDate: '1921-07-01' });
	expect(firedBy(early)).toContain('JN-03');
	expect(firedBy(first)).not.toContain('JN-03');
});

test('[JN-03] joined on the day of birth fires, and the rules about age keep silent', () => {
	const born = soundMember({ joinDate: '1980-05-06', remark: '见档案' });
	const fired = firedBy(born);
	expect(fired).toContain('JN-03');
	expect(fired).not.toContain('JN-05');
	expect(firedBy(soundMember({ joinDate: '1980-05-07', remark: '见档案' }))).toContain('JN-05');
});

const bornOnLeapDay = { birthDate: '2004-02-29', regularDate: '', memberCategory: '2' };

test.each([
	// the day before the 19th birthday, and the birthday
	[{ birthDate: '2007-06-16', joinDate: '2026-06-15' }, ['JN-04']],
	[{ birthDate: '2007-06-15', joinDate: '2026-06-15' }, []],
	// the 18th birthday, and the day before
	[{ birthDate: '2008-06-15', joinDate: '2026-06-15' }, ['JN-04']],
	[{ birthDate: '2008-06-16', joinDate: '2026-06-15' }, ['JN-05']]
])('[JN-04] [JN-05] %o fires %o', (dates, rules) => {
	expect(firedBy(soundStudent(dates))).toEqual(rules);
});

test('[JN-04] born on 29 February one turns 19 on 1 March of a common year', () => {
	const extension = { ...bornOnLeapDay, remark: '延长预备期', extensionMonths: '12' };
	const joined = (joinDate: string) => firedBy(soundStudent({ ...extension, joinDate }));
	expect(joined('2023-02-28')).toContain('JN-04');
	expect(joined('2023-03-01')).not.toContain('JN-04');
});

test('[JN-04] the reason in 人工审核 closes it; 备注信息 does not', () => {
	const young = { birthDate: '2007-06-16', joinDate: '2026-06-15' };
	expect(firedBy(soundStudent({ ...young, joinAgeReason: '档案年龄与身份证一致' }))).toEqual([]);
	expect(firedBy(soundStudent({ ...young, remark: '已核对' }))).toEqual(['JN-04']);
});

test('[JN-05] below 18 no reason closes it', () => {
	const young = soundStudent({ birthDate: '2008-06-16', joinAgeReason: '历史情况', remark: '有' });
	expect(firedBy(young)).toEqual(['JN-05']);
});

test('[JN-06] a full member needs the confirmation date, also one who joined without probation', () => {
	expect(firedBy(soundMember({ regularDate: '' }))).toEqual(['JN-06']);
	expect(firedBy(soundMember())).toEqual([]);
	expect(firedBy(soundStudent({ regularDate: '' }))).toEqual([]);
	const then = { birthDate: '1945-01-01', joinDate: '1972-07-01', workStartDate: '1965-01-01' };
	expect(firedBy(soundMember({ ...then, regularDate: '' }))).toEqual(['JN-06']);
});

test('[JN-07] a probationary member must not have one', () => {
	const confirmed = { joinDate: '2025-06-15', regularDate: '2026-06-15' };
	expect(firedBy(soundStudent(confirmed))).toContain('JN-07');
	expect(firedBy(soundStudent({ ...confirmed, memberCategory: '1' }))).toEqual([]);
});

test('[JN-08] the joining day itself and earlier fire; a day later it is JN-10’s matter', () => {
	const confirmed = (regularDate: string) => firedBy(soundMember({ regularDate }));
	expect(confirmed('2005-06-14')).toEqual(['JN-08']);
	expect(confirmed('2005-06-15')).toEqual(['JN-08']);
	expect(confirmed('2005-06-16')).toEqual(['JN-10']);
});

test('[JN-09] confirmed tomorrow fires, confirmed today does not', () => {
	const confirmed = (regularDate: string) =>
		firedBy(soundMember({ birthDate: '1990-01-01', joinDate: '2025-11-20', regularDate }));
	expect(confirmed('2026-11-24')).toEqual(['JN-09']);
	expect(confirmed('2026-11-23')).toEqual([]);
});

test.each([
	['1968-12-31', ['JN-08']],
	['1969-01-01', []],
	['1977-12-31', []],
	['1978-01-01', ['JN-08']]
])('[JN-08] who joined on %s and was a full member at once: %o', (day, rules) => {
	const member = soundMember({ birthDate: '1945-01-01', joinDate: day, regularDate: day });
	expect(firedBy(member)).toEqual(rules);
});

test('a malformed date is skipped by the rules that count with dates', () => {
	for (const odd of ['2018-13-40', '2005年', '二〇〇五', '2005-06', '2005-6-1']) {
		expect(firedBy(soundMember({ joinDate: odd }))).toEqual([]);
		expect(firedBy(soundMember({ regularDate: odd }))).toEqual([]);
		expect(saidBy('BI-01', soundMember({ birthDate: odd }))).toBe('');
	}
});
