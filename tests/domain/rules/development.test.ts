import { expect, test } from 'vitest';
import { fields } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { contextWith, firedBy, soundMember, soundStudent } from '../../support/sound-member';

/** A sound full member was born 1980-05-06 and joined 2005-06-15. */

test.each([
	['2005-09-15', false],
	['2005-09-16', true],
	['', false]
])('[JN-16] joined 2005-06-15, approved %s, fires: %s', (approveJoinDate, fires) => {
	const member = soundMember({ approveJoinDate, introducers: '李军、王芳' });
	expect(firedBy(member).includes('JN-16')).toBe(fires);
});

const stages = {
	applyDate: '2003-01-10',
	activistDate: '2003-06-01',
	candidateDate: '2005-01-10',
	introducers: '李军、王芳'
};
test.each([
	[{}, false],
	[{ activistDate: '2003-01-10' }, false],
	[{ activistDate: '2003-01-09' }, true],
	[{ candidateDate: '2005-06-15' }, false],
	[{ candidateDate: '2005-06-16' }, true],
	[{ activistDate: '', candidateDate: '2003-01-09' }, true],
	[{ applyDate: '', activistDate: '', candidateDate: '' }, false]
])('[JN-17] the stages with %o fire: %s', (values, fires) => {
	expect(firedBy(soundMember({ ...stages, ...values })).includes('JN-17')).toBe(fires);
});

test.each([
	['2004-06-01', false],
	['2004-05-31', true],
	['2003-05-31', false]
])('[JN-18] activist 2003-06-01, candidate %s, fires: %s', (candidateDate, fires) => {
	expect(firedBy(soundMember({ ...stages, candidateDate })).includes('JN-18')).toBe(fires);
});

test.each([
	['1998-05-06', false],
	['1998-05-05', true]
])('[JN-19] born 1980-05-06, applied %s, fires: %s', (applyDate, fires) => {
	expect(firedBy(soundMember({ ...stages, applyDate })).includes('JN-19')).toBe(fires);
});

test.each([
	['李军、王芳', true, false],
	['李军 王芳', true, false],
	['李军,王芳', true, false],
	['李军', false, true],
	['李军、李军', false, true],
	['李军、王芳、张伟', false, true],
	['', false, false],
	['', true, true]
])('[JN-20] introducers “%s”, the file begun: %s, fires: %s', (introducers, begun, fires) => {
	const member = soundMember({ introducers, applyDate: begun ? '2003-01-10' : '' });
	expect(firedBy(member).includes('JN-20')).toBe(fires);
});

test('[ED-05] a student who becomes staff is reminded of the education while the form is open', () => {
	const before = soundStudent();
	const staff: Member = { ...before, workPost: '10201' };
	const context = contextWith([], { before });
	expect(firedBy(staff, context)).toContain('ED-05');
	expect(firedBy({ ...staff, education: '21' }, context)).not.toContain('ED-05');
	expect(firedBy({ ...before, workPost: '40201' }, context)).not.toContain('ED-05');
	expect(firedBy(staff)).not.toContain('ED-05');
});

test.each([
	['2026-09-01', '', true],
	['2026-09-30', '2026-08-31', true],
	['2026-09-30', '2026-09-01', false],
	['2026-08-31', '', false],
	['2026-10-01', '', false]
])('[WP-05] on %s a student’s grade of %s is to be updated: %s', (today, workPostOn, fires) => {
	const context = contextWith([], { today });
	expect(firedBy(soundStudent({ workPostOn }), context).includes('WP-05')).toBe(fires);
	expect(firedBy(soundMember({ workPostOn }), context)).not.toContain('WP-05');
});

test.each([
	['2026-08-25', '40201', '', false],
	['2026-08-24', '40201', '', true],
	['2026-08-24', '40101', '', true],
	['2026-08-24', '40203', '', false],
	['', '40201', '', false],
	['2026-08-24', '40201', '待就业，暂留', false]
])(
	'[WP-06] graduates %s, post %s, 暂留原因 “%s”, fires: %s',
	(graduatesOn, workPost, reason, fires) => {
		const education = workPost === '40101' ? '21' : '6';
		const member = soundStudent({ graduatesOn, workPost, education, stayReason: reason });
		expect(firedBy(member).includes('WP-06')).toBe(fires);
	}
);

test.each([
	[{ increaseMode: 'other' }, { byCommittee: false }, ['SU-01']],
	[{ increaseMode: 'other' }, { byCommittee: true }, []],
	[{ increaseMode: 'new' }, { byCommittee: false }, []],
	[{ increaseMode: 'other' }, undefined, []]
])('[SU-01] %o made by %o fires %j', (values, admitting, fired) => {
	const context = contextWith([], admitting ? { admitting } : {});
	expect(firedBy(soundStudent(values), context)).toEqual(fired);
});

test('[SU-02] 补录 takes probationary members only; whoever is confirmed later is no matter', () => {
	const admitting = contextWith([], { admitting: { byCommittee: false } });
	const full = soundMember({ increaseMode: 'new', entrySystemOn: '2005-09-01' });
	expect(firedBy(full, admitting)).toEqual(['SU-02']);
	expect(firedBy(full)).toEqual([]);
	expect(firedBy(soundStudent({ increaseMode: 'new' }), admitting)).toEqual([]);
});

test.each([
	['2025-11-23', '', false],
	['2025-11-22', '', true],
	['2025-11-22', '材料补齐后补录', false]
])('[SU-03] joined %s, entered 2026-11-23, reason “%s”, fires: %s', (joinDate, reason, fires) => {
	const values = { increaseMode: 'new', entrySystemOn: '2026-11-23', lateAdmissionReason: reason };
	expect(firedBy(soundStudent({ joinDate, ...values })).includes('SU-03')).toBe(fires);
	expect(firedBy(soundStudent({ joinDate, ...values, increaseMode: '' }))).not.toContain('SU-03');
});

test.each(['name', 'idNumber', 'ethnicity'] as const)('[SU-04] 补录 without %s fires', (key) => {
	const admitting = contextWith([], { admitting: { byCommittee: false } });
	const member = { ...soundStudent({ increaseMode: 'new' }), [key]: '' };
	expect(firedBy(member, admitting)).toContain('SU-04');
	expect(firedBy(member)).not.toContain('SU-04');
});

/** Keys that records of the first version do not have. */
const added = fields
	.filter(
		({ tab, key }) => tab === 'relation' || tab === 'joining' || /^(graduates|workPostO)/.test(key)
	)
	.map(({ key }) => key);

test('[S-11] on a record of the first version, without the new items, no new rule fires', () => {
	for (const member of [soundMember(), soundStudent()]) {
		const old = Object.fromEntries(
			Object.entries(member).filter(([key]) => !(added as string[]).includes(key))
		) as Member;
		expect(firedBy(old)).toEqual([]);
	}
});
