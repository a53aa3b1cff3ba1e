import { expect, test } from 'vitest';
import { fields } from '#domain/model/member/fields';
import { isRequired } from '#domain/rules/applicability';
import { completenessOf } from '#domain/rules/completeness';
import { defaultSettings } from '#domain/rules/settings';
import { branch, contextWith, soundMember, soundStudent } from '../../support/sound-member';

const of = (values: object = {}) => completenessOf(soundMember(values), contextWith());

test('100 only when everything that applies is filled', () => {
	expect(of()).toMatchObject({ percent: 100, missing: [], state: 'complete', findings: [] });
	const { percent, filled, applicable, missing } = of({ nativePlace: '' });
	expect(missing).toEqual(['nativePlace']);
	expect(filled).toBe(applicable - 1);
	expect(percent).toBe(Math.floor((filled * 100) / applicable));
	expect(percent).toBeLessThan(100);
});

test('an empty record counts its few initial values and names everything else in form order', () => {
	const empty = Object.fromEntries(fields.map(({ key }) => [key, '']));
	const { percent, filled, missing, state } = of({ ...empty, photo: null });
	expect([percent, filled, state]).toEqual([0, 0, 'fix']);
	const order = fields.map(({ key }) => key);
	expect([...missing]).toEqual(order.filter((key) => missing.includes(key)));
});

test('[BI-03] the photo counts as an item unless the campus does not ask for it', () => {
	const without = of({ photo: null });
	expect(without).toMatchObject({ state: 'fix', missing: [], filled: of().filled - 1 });
	expect(without.applicable).toBe(of().applicable);
	const unasked = contextWith([], { settings: { ...defaultSettings, photoCounts: false } });
	expect(completenessOf(soundMember({ photo: null }), unasked)).toMatchObject({
		percent: 100,
		state: 'complete'
	});
});

test('optional items never count, filled or not', () => {
	expect(of({ degree: '', otherPhone: '', maritalStatus: '' }).applicable).toBe(of().applicable);
});

test('what applies follows the record: post, category, lost, away, joint branch', () => {
	const member = soundMember();
	const student = soundStudent();
	expect(isRequired('full', member)).toBe(true);
	expect(isRequired('full', student)).toBe(false);
	expect(isRequired('professional', member)).toBe(true);
	expect(isRequired('professional', { ...member, workPost: '10201' })).toBe(false);
	expect(isRequired('staff', { ...member, workPost: '10201' })).toBe(true);
	expect(isRequired('staff', student)).toBe(false);
	expect(isRequired('lost', { ...member, isLost: '1' })).toBe(true);
	expect(isRequired('lost', member)).toBe(false);
	expect(isRequired('mobile', { ...member, isMobile: '1' })).toBe(true);
	expect(isRequired('mobile', member)).toBe(false);
	expect(isRequired('joint', member, branch)).toBe(false);
	for (const type of ['632', '932']) {
		expect(isRequired('joint', member, { ...branch, type })).toBe(true);
	}
	expect(isRequired('joint', member)).toBe(false);
});

test.each([
	['complete', 'an info finding leaves it complete', { joinDate: '2025-12-01' }],
	['fix', 'a gap', { householdAddress: '' }],
	['fix', 'a warning', { joinDate: '2025-10-01' }],
	['fix', 'an error', { mobile: '1' }],
	['waiting', 'a reason in 人工审核 is missing', { birthDate: '2007-06-16' }],
	[
		'fix',
		'what the secretary can mend goes before what waits',
		{ birthDate: '2007-06-16', mobile: '' }
	],
	['problem', '问题数据 goes before everything', { birthDate: '2010-01-01', mobile: '' }]
])('state %s: %s', (state, _why, values) => {
	expect(completenessOf(soundStudent(values), contextWith()).state).toBe(state);
});

test('[JN-10] a short probation waits for its remark, and the remark completes it', () => {
	expect(of({ regularDate: '2006-06-14' }).state).toBe('waiting');
	expect(of({ regularDate: '2006-06-14', remark: '见会议记录' }).state).toBe('complete');
});
