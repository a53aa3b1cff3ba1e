import { expect, test } from 'vitest';
import { upgrade15 } from '#domain/model/member/id-number';
import {
	aFlag,
	branch,
	contextWith,
	findingsOn,
	firedBy,
	idNumberFor,
	saidBy,
	soundMember,
	soundStudent
} from '../../support/sound-member';

test('nothing fires on the sound member and the sound student', () => {
	expect(firedBy(soundMember())).toEqual([]);
	expect(firedBy(soundStudent())).toEqual([]);
});

test.each([
	['', true],
	['张', true],
	['张 伟', true],
	['张\u3000伟', true],
	['张伟2', true],
	['张'.repeat(51), true],
	['张伟', false],
	['张'.repeat(50), false],
	['𠮷野', false],
	['买买提·艾力', false]
])('[ID-01] name “%s” fires: %s', (name, fires) => {
	expect(firedBy(soundMember({ name }))).toEqual(fires ? expect.arrayContaining(['ID-01']) : []);
});

test('[ID-02] an empty, short, long or lettered number fires, and ID-03 to ID-06 keep silent', () => {
	const good = idNumberFor('1980-05-06');
	for (const idNumber of [
		'',
		good.slice(1),
		`${good}1`,
		`0${good.slice(1)}`,
		`${good.slice(0, 17)}Y`
	]) {
		const fired = firedBy(soundMember({ idNumber, gender: '2', birthDate: '1981-01-01' }));
		expect(fired.filter((id) => id.startsWith('ID-'))).toEqual(['ID-02']);
	}
	expect(firedBy(soundMember({ idNumber: good }))).toEqual([]);
});

test('[ID-03] only the right check character is silent, X included', () => {
	const right = idNumberFor('1980-05-06');
	const silent = [...'0123456789X'].filter(
		(last) => !firedBy(soundMember({ idNumber: right.slice(0, 17) + last })).includes('ID-03')
	);
	expect(silent).toEqual([right.at(-1)]);
	const withX = ['001', '003', '005', '007', '009', '011', '013', '015', '017', '019', '021']
		.map((sequence) => idNumberFor('1980-05-06', sequence))
		.find((idNumber) => idNumber.endsWith('X'));
	expect(withX).toBeDefined();
	expect(firedBy(soundMember({ idNumber: withX ?? '' }))).toEqual([]);
});

test('[ID-04] one day beside the date in the number fires; the same day and no day do not', () => {
	const idNumber = idNumberFor('1980-05-06');
	expect(firedBy(soundMember({ idNumber, birthDate: '1980-05-07' }))).toEqual(['ID-04']);
	expect(firedBy(soundMember({ idNumber, birthDate: '1980-05-06' }))).toEqual([]);
	expect(firedBy(soundMember({ idNumber, birthDate: '' }))).toEqual(['BI-04']);
});

test('[ID-05] the 17th digit decides: odd is 男, even is 女, and no gender is not a wrong one', () => {
	const man = idNumberFor('1980-05-06', '001');
	const woman = idNumberFor('1980-05-06', '002');
	expect(firedBy(soundMember({ idNumber: man, gender: '2' }))).toEqual(['ID-05']);
	expect(firedBy(soundMember({ idNumber: woman, gender: '1' }))).toEqual(['ID-05']);
	expect(firedBy(soundMember({ idNumber: woman, gender: '2' }))).toEqual([]);
	expect(firedBy(soundMember({ idNumber: man, gender: '' }))).toEqual(['BI-04']);
});

test('[ID-06] 29 February exists in 2000 and not in 1998', () => {
	const leap = soundStudent({ birthDate: '2000-02-29' });
	expect(firedBy(leap)).toEqual([]);
	const common = soundStudent({ birthDate: '', idNumber: idNumberFor('1998-02-29') });
	expect(firedBy(common)).toEqual(['ID-06', 'BI-04']);
});

test('[ID-07] the same number on another record fires and names who and where; on itself it does not', () => {
	const other = soundMember({ id: 'm2', name: '李娜', mobile: '16400000002' });
	const member = soundMember();
	expect(firedBy(member, contextWith([member, other]))).toEqual(['ID-07']);
	expect(saidBy('ID-07', member, contextWith([other]))).toBe(
		`该身份证号码已存在：李娜（${branch.shortName}）。`
	);
	expect(firedBy(member, contextWith([member]))).toEqual([]);
	const empty = soundMember({ id: 'm3', idNumber: '' });
	expect(firedBy(soundMember({ idNumber: '' }), contextWith([empty]))).not.toContain('ID-07');
});

test('[ID-08] speaks only when the server has said so, and goes to the committee', () => {
	const { idNumber, branchId } = soundMember();
	const told = soundMember({ heldElsewhere: { idNumber, branchId, records: 1 } });
	expect(firedBy(told)).toEqual(['ID-08']);
	expect(findingsOn(told)[0]).toMatchObject({
		severity: 'escalate-to-admin',
		message: '该身份证号码已在其他党组织登记，请上报党委组织部处理。'
	});
	expect(firedBy(soundMember())).toEqual([]);
});

test('[ID-08] is silent as soon as another number is typed or the record is in another branch', () => {
	const { idNumber, branchId } = soundMember();
	const heldElsewhere = { idNumber, branchId, records: 1 };
	const typed = soundMember({ heldElsewhere, idNumber: idNumberFor('1980-05-06', '003') });
	expect(firedBy(typed)).toEqual([]);
	expect(firedBy(soundMember({ heldElsewhere, branchId: 'another' }))).not.toContain('ID-08');
});

test('[ID-08] whoever sees the others reads ID-07 instead, and both where he sees but some of them', () => {
	const { idNumber, branchId } = soundMember();
	const of = (records: number) => soundMember({ heldElsewhere: { idNumber, branchId, records } });
	const there = soundMember({ id: 'm2', branchId: 'another', mobile: '16400000002' });
	const beside = soundMember({ id: 'm3', mobile: '16400000003' });
	expect(firedBy(of(1), contextWith([there]))).toEqual(['ID-07']);
	expect(firedBy(of(2), contextWith([there]))).toEqual(['ID-07', 'ID-08']);
	// A twin in the same branch is none of those elsewhere.
	expect(firedBy(of(1), contextWith([beside]))).toEqual(['ID-07', 'ID-08']);
});

test('[ID-09] the same name and birth date with another number fires; another date does not', () => {
	const values = { id: 'm2', mobile: '16400000002' };
	const twin = soundMember({ ...values, idNumber: idNumberFor('1980-05-06', '003') });
	expect(firedBy(soundMember(), contextWith([twin]))).toEqual(['ID-09']);
	const namesake = soundMember({ ...values, birthDate: '1980-05-07' });
	expect(firedBy(soundMember(), contextWith([namesake]))).toEqual([]);
});

test('[ID-10] a 15-digit number fires beside ID-02; its 18-digit form is silent', () => {
	const old = '990001800506001';
	expect(firedBy(soundMember({ idNumber: old }))).toEqual(['ID-02', 'ID-10']);
	expect(firedBy(soundMember({ idNumber: upgrade15(old) ?? '' }))).toEqual([]);
	expect(firedBy(soundMember({ idNumber: old.slice(1) }))).toEqual(['ID-02']);
});

test('[ID-90] a record that a committee has marked cannot be closed by the secretary', () => {
	const flagged = soundMember({ flaggedProblem: aFlag() });
	expect(findingsOn(flagged).map(({ rule, severity }) => [rule, severity])).toEqual([
		['ID-90', 'escalate-to-admin']
	]);
	expect(firedBy(soundMember())).toEqual([]);
});
