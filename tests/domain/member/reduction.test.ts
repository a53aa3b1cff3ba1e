import { describe, expect, test } from 'vitest';
import { fieldOf } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import { isOnRoster } from '#domain/member/on-roster';
import {
	dayOf,
	factsOf,
	reductionOf,
	wayOf,
	ways,
	waysFrom,
	withdrawal,
	type WayKey
} from '#domain/member/reduction';
import { isRequired } from '#domain/rules/applicability';
import { completenessOf } from '#domain/rules/completeness';
import { refuseErrors } from '#domain/rules/refuse-errors';
import { contextWith, soundMember } from '../../support/sound-member';

/** 党员减少 and 恢复党籍: what each way asks for, and the way back. */

const today = '2026-11-24';
const keys = Object.keys(ways) as WayKey[];
const away = keys.filter((key) => key !== 'restored');
const answers: Partial<Record<string, string>> = { leaveReason: 'L1' };

/** The record after going that way with all it asks for. */
function gone(key: WayKey, from: Member = soundMember()): Member {
	const { status, asks, sets } = wayOf(key);
	const facts = asks.map((fact) => [
		fact,
		answers[fact] ?? (fieldOf(fact).kind === 'date' ? '2026-10-01' : '按程序办理')
	]);
	return { ...from, ...sets, ...Object.fromEntries(facts), membershipStatus: status };
}

const without = (member: Member, key: string) => ({ ...member, [key]: '' });

describe.each(away)('[ST-04] %s', (key) => {
	const member = gone(key);

	test('leaves the roster, and nothing stands against it', () => {
		expect(isOnRoster(member)).toBe(false);
		expect(reductionOf(member)).toBe(key);
		expect(() => refuseErrors(member, today, soundMember())).not.toThrow();
		const { findings, missing, state } = completenessOf(member, contextWith([], { today }));
		expect({ findings, missing, state }).toEqual({ findings: [], missing: [], state: 'complete' });
	});

	test.each(wayOf(key).asks)('is refused without %s, which the form marks as needed', (fact) => {
		expect(() => refuseErrors(without(member, fact), today, soundMember())).toThrow();
		expect(isRequired(fieldOf(fact).required, member)).toBe(true);
	});

	test('its day is among what it asks for', () => {
		expect(fieldOf(dayOf(key)).kind).toBe('date');
	});

	test('taking it back leaves the record as it was', () => {
		const before = soundMember();
		const edits = withdrawal(member);
		const back = { ...member };
		for (const [field, edit] of Object.entries(edits)) {
			expect(edit.from).toBe(member[field as keyof Member]);
			Object.assign(back, { [field]: edit.to });
		}
		expect(back).toEqual(before);
	});
});

test('stopped may be restored, may leave or may have died; who has gone for good has no way but back', () => {
	expect(waysFrom(soundMember())).toEqual(['deceased', 'left', 'stopped']);
	expect(waysFrom(gone('stopped'))).toEqual(['deceased', 'left', 'restored']);
	expect(waysFrom(gone('left'))).toEqual([]);
	expect(waysFrom(gone('deceased'))).toEqual([]);
});

test('出党 after 停止党籍 that is taken back is 停止党籍 again, with its facts', () => {
	const stopped = gone('stopped');
	const edits = withdrawal(gone('left', stopped));
	expect(edits.membershipStatus).toEqual({ from: 'left', to: '2' });
	for (const fact of factsOf('stopped')) expect(edits[fact]).toBeUndefined();
	expect(edits.leaveDate?.to).toBe('');
});

test('恢复党籍 is back on the roster, keeps when it was stopped, and is asked for completely', () => {
	const restored = gone('restored', gone('stopped'));
	expect(isOnRoster(restored)).toBe(true);
	expect(restored.stoppedOn).toBe('2026-10-01');
	for (const fact of wayOf('restored').asks) {
		expect(isRequired(fieldOf(fact).required, restored)).toBe(true);
	}
	expect(withdrawal(restored)).toEqual({});
});

test('who is not held is not on the roster, whatever 党籍状态 says', () => {
	expect(isOnRoster({ ...soundMember(), retracted: '1' })).toBe(false);
	expect(isOnRoster({ ...soundMember(), membershipStatus: '' })).toBe(true);
});
