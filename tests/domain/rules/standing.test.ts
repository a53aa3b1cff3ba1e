import { expect, test } from 'vitest';
import { mutations } from '#domain/mutations/registry';
import { firedBy, soundMember } from '../../support/sound-member';

/** Today is 2026-11-23. */

test.each([
	[{ isLost: '1', lostSince: '2026-10-01', lostSituation: '3' }, false],
	[{ isLost: '1', lostSince: '', lostSituation: '3' }, true],
	[{ isLost: '1', lostSince: '2026-10-01', lostSituation: '' }, true],
	[{ isLost: '0', lostSince: '', lostSituation: '' }, false]
])('[ST-01] %o fires: %s', (values, fires) => {
	expect(firedBy(soundMember(values)).includes('ST-01')).toBe(fires);
});

test.each([
	['2026-05-23', {}, true],
	['2026-05-24', {}, false],
	['2026-05-23', { membershipStatus: '2', stoppedOn: '2026-11-01', stopReason: '失联' }, false],
	['2026-05-23', { isLost: '0' }, false]
])('[ST-02] lost since %s with %o fires: %s', (lostSince, values, fires) => {
	const member = soundMember({ isLost: '1', lostSituation: '3', lostSince, ...values });
	expect(firedBy(member).includes('ST-02')).toBe(fires);
});

test.each([
	['2024-11-23', '2', true],
	['2024-11-24', '2', false],
	['2024-11-23', '1', false]
])('[ST-03] stopped %s, status %s, fires: %s', (stoppedOn, membershipStatus, fires) => {
	const member = soundMember({ membershipStatus, stoppedOn, stopReason: '失联' });
	expect(firedBy(member).includes('ST-03')).toBe(fires);
});

const leaveApprovedBy = '中共示例大学委员会';

test.each([
	[{ membershipStatus: '2', stoppedOn: '2026-01-01', stopReason: '失联', leaveApprovedBy }, false],
	[{ membershipStatus: '2', stoppedOn: '2026-01-01', stopReason: '失联' }, true],
	[{ membershipStatus: '2', stoppedOn: '', stopReason: '失联' }, true],
	[{ membershipStatus: '2', stoppedOn: '2026-01-01', stopReason: '' }, true],
	[
		{ membershipStatus: 'left', leaveDate: '2026-01-01', leaveReason: 'L5', leaveApprovedBy },
		false
	],
	[{ membershipStatus: 'left', leaveDate: '2026-01-01', leaveReason: 'L5' }, true],
	[{ membershipStatus: 'left', leaveDate: '', leaveReason: 'L5' }, true],
	[{ membershipStatus: 'left', leaveDate: '2026-01-01', leaveReason: '' }, true],
	[{ membershipStatus: 'deceased', leaveDate: '2026-01-01' }, false],
	[{ membershipStatus: 'deceased', leaveDate: '' }, true],
	[{ membershipStatus: '1' }, false]
])('[ST-04] %o fires: %s', (values, fires) => {
	expect(firedBy(soundMember(values)).includes('ST-04')).toBe(fires);
});

test('[ST-05] nothing that can be done deletes a member', () => {
	const words = /delete|destroy|erase|purge/;
	expect([...mutations.keys()].filter((name) => words.test(name))).toEqual([]);
});
