import { describe, expect, test } from 'vitest';
import { fieldOf, fields, type FieldKey } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { holdsNumbers, isOnRoster } from '#domain/model/member/on-roster';
import {
	dayOf,
	lastWay,
	reductionOf,
	wayOf,
	ways,
	waysFrom,
	withdrawal,
	type WayKey
} from '#domain/model/member/reduction';
import { carriedNumber } from '#domain/mutations/member/tell-carriers';
import { withEdits } from '#domain/mutations/member/with-edits';
import { isRequired } from '#domain/rules/applicability';
import { completenessOf } from '#domain/rules/completeness';
import { refuseErrors } from '#domain/rules/refuse-errors';
import { contextWith, soundMember } from '../../../support/sound-member';

/** 党员减少 and 恢复党籍: what each way asks for, and the way back. */

const today = '2026-11-24';
const keys = Object.keys(ways) as WayKey[];
const away = keys.filter((key) => key !== 'restored');
const answers: Partial<Record<string, string>> = { leaveReason: 'L1' };

let serial = 0;
const edited = (from: Member, edits: MemberEdits) =>
	withEdits(
		from,
		edits,
		{ kind: 'edited' },
		{
			actor: { account: 'u990001', kind: 'u', orgId: 'branch' },
			device: '',
			today,
			changeId: `change-${++serial}`,
			at: `${today}T09:00:00.000+08:00`
		}
	);

/** The record after going that way with all it asks for, as its form saves it. */
function gone(key: WayKey, from: Member = soundMember(), day = '2026-10-01'): Member {
	const { status, asks, sets } = wayOf(key);
	const facts = asks.map((fact) => [
		fact,
		answers[fact] ?? (fieldOf(fact).kind === 'date' ? day : `${key} ${day}`)
	]);
	const to: Record<string, string> = {
		...sets,
		...Object.fromEntries(facts),
		membershipStatus: status
	};
	const keys = Object.keys(to) as FieldKey[];
	return edited(
		from,
		Object.fromEntries(keys.map((one) => [one, { from: from[one], to: to[one] ?? '' }]))
	);
}

/** Every value of the catalogue: what taking back has to bring again. */
const valuesOf = (member: Member) =>
	Object.fromEntries(fields.map(({ key }) => [key, member[key]]));
const takenBack = (member: Member) => edited(member, withdrawal(member));

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
		expect(valuesOf(takenBack(gone(key, before)))).toEqual(valuesOf(before));
	});

	test('a record that came so has nothing before: it is on the roster, and its facts go', () => {
		const { trail, ...came } = member;
		void trail;
		const back = takenBack({ ...came, trail: [] });
		expect(valuesOf(back)).toEqual(valuesOf(soundMember()));
	});
});

test('stopped may be restored, may leave or may have died; who has gone for good has no way but back', () => {
	expect(waysFrom(soundMember())).toEqual(['deceased', 'left', 'stopped']);
	expect(waysFrom(gone('stopped'))).toEqual(['deceased', 'left', 'restored']);
	expect(waysFrom(gone('left'))).toEqual([]);
	expect(waysFrom(gone('deceased'))).toEqual([]);
});

test.each(['left', 'deceased'] as const)('%s after 停止党籍 is taken back to it', (key) => {
	const stopped = gone('stopped', soundMember(), '2024-03-01');
	expect(valuesOf(takenBack(gone(key, stopped)))).toEqual(valuesOf(stopped));
});

test.each(['left', 'deceased'] as const)(
	'%s on a day the record held before is taken back to 停止党籍',
	(key) => {
		const before = edited(soundMember(), { leaveDate: { from: '', to: '2026-10-01' } });
		const stopped = gone('stopped', before, '2024-03-01');
		expect(valuesOf(takenBack(gone(key, stopped)))).toEqual(valuesOf(stopped));
	}
);

test('恢复党籍 that was taken back, and the stop after it, leave nothing to take back', () => {
	const restored = gone('restored', gone('stopped', soundMember(), '2024-03-01'));
	const back = takenBack(takenBack(restored));
	expect(lastWay(back)).toBeUndefined();
	expect(withdrawal(back)).toEqual({});
});

test('恢复党籍 is back on the roster, keeps when it was stopped, and can be taken back', () => {
	const stopped = gone('stopped', soundMember(), '2024-03-01');
	const restored = gone('restored', stopped);
	expect(isOnRoster(restored)).toBe(true);
	expect(restored.stoppedOn).toBe('2024-03-01');
	for (const fact of wayOf('restored').asks) {
		expect(isRequired(fieldOf(fact).required, restored)).toBe(true);
	}
	const again = takenBack(restored);
	expect(valuesOf(again)).toEqual(valuesOf(stopped));
	// Then the stop is the last way again.
	expect(valuesOf(takenBack(again))).toEqual(valuesOf(soundMember()));
});

test('a second 停止党籍 that is taken back leaves the first one and its end', () => {
	const first = gone('restored', gone('stopped', soundMember(), '2024-03-01'), '2025-03-01');
	expect(valuesOf(takenBack(gone('stopped', first)))).toEqual(valuesOf(first));
});

test('a fact that was corrected meanwhile is taken back with the rest', () => {
	const left = gone('left');
	const corrected = edited(left, { leaveDate: { from: left.leaveDate, to: '2026-10-09' } });
	expect(valuesOf(takenBack(corrected))).toEqual(valuesOf(soundMember()));
});

test('a member who never left has nothing to take back', () => {
	expect(withdrawal(soundMember())).toEqual({});
});

test('the numbers of who has left are free for a record of 重新入党; of everybody else they are not', () => {
	expect(holdsNumbers(gone('left'))).toBe(false);
	expect(carriedNumber(gone('left'))).toBe('');
	for (const key of ['stopped', 'deceased'] as const) expect(holdsNumbers(gone(key))).toBe(true);
	expect(holdsNumbers(soundMember())).toBe(true);
});

test('who is not held is not on the roster, whatever 党籍状态 says', () => {
	expect(isOnRoster({ ...soundMember(), retracted: '1' })).toBe(false);
	expect(isOnRoster({ ...soundMember(), membershipStatus: '' })).toBe(true);
});
