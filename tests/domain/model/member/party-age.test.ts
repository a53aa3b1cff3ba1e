import { expect, test } from 'vitest';
import { partyAge } from '#domain/model/member/party-age';
import { soundMember, soundStudent, today } from '../../../support/sound-member';

const monthsOf = (values: Parameters<typeof soundMember>[0]) => {
	const age = partyAge(soundMember(values), today);
	return typeof age === 'string' ? age : age.months;
};

test('党龄 counts full months from 转正日期: the day itself ends a month, the day before does not', () => {
	expect(monthsOf({ regularDate: '2016-11-23' })).toBe(120);
	expect(monthsOf({ regularDate: '2016-11-24' })).toBe(119);
	expect(monthsOf({ regularDate: today })).toBe(0);
});

test('党龄校正值 adds and takes months, never below none; what is no whole number changes nothing', () => {
	const adjusted = (partyAgeAdjustMonths: string) =>
		monthsOf({ regularDate: '2016-11-23', partyAgeAdjustMonths });
	expect(adjusted('6')).toBe(126);
	expect(adjusted('-12')).toBe(108);
	expect(adjusted('-999')).toBe(0);
	expect(adjusted('x')).toBe(120);
});

test('who is probationary, has no day, or is no member any more, has none', () => {
	expect(partyAge(soundStudent(), today)).toBe('probationary');
	expect(monthsOf({ regularDate: '' })).toBe('undated');
	expect(monthsOf({ regularDate: '2026-11-24' })).toBe('undated');
	expect(monthsOf({ membershipStatus: 'left' })).toBe('ended');
});
