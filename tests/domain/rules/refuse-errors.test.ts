import { expect, test } from 'vitest';
import { Refusal } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { refuseErrors } from '#domain/rules/refuse-errors';
import { memberRules } from '#domain/rules/registry';
import { soundMember } from '../../support/sound-member';

const today = '2026-11-23';

function refused(after: Member, before?: Member): string[] {
	try {
		refuseErrors(after, today, before);
		return [];
	} catch (error) {
		if (error instanceof Refusal && error.problem.code === 'rule.error') return error.problem.rules;
		throw error;
	}
}

test('an error refuses and is named; warnings, remarks and reviews do not refuse', () => {
	expect(refused(soundMember({ mobile: '123', joinDate: '2026-11-24' }))).toEqual([
		'PH-01',
		'JN-02',
		'JN-08'
	]);
	expect(refused(soundMember({ mobile: '', regularDate: '2006-06-14', education: '' }))).toEqual(
		[]
	);
	expect(refused(soundMember({ birthDate: '1989-01-01' }))).toEqual([]);
});

test('an old mistake in another field does not keep one from mending this one', () => {
	const before = soundMember({ mobile: '123', nativePlace: '' });
	expect(refused({ ...before, nativePlace: '东岭省' }, before)).toEqual([]);
	expect(refused({ ...before, mobile: '1234' }, before)).toEqual(['PH-01']);
	expect(refused({ ...before, mobile: '16400000009' }, before)).toEqual([]);
});

test('a mistake that the edit itself brings about refuses, also beside an untouched field', () => {
	const before = soundMember();
	expect(refused({ ...before, idNumber: '990001199001010019' }, before)).toContain('ID-04');
});

test('the day is that of whoever judges', () => {
	const member = soundMember({ joinDate: '2026-11-24', regularDate: '', memberCategory: '2' });
	expect(() => refuseErrors(member, '2026-11-24')).not.toThrow();
	expect(refused(member)).toEqual(['JN-02']);
});

test('rules that look beyond the record never refuse on the server', () => {
	const alone = memberRules.filter((rule) => rule.alone).map(({ id }) => id);
	for (const id of ['ID-07', 'ID-08', 'ID-09', 'PH-03', 'OR-08', 'BI-04']) {
		expect(alone).not.toContain(id);
	}
});
