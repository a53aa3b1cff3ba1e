import { expect, test } from 'vitest';
import { education } from '#domain/codes/education';
import { firedBy, saidBy, soundMember, soundStudent } from '../../support/sound-member';

test('[ED-01] no 学历 fires, and ED-02 and ED-03 keep silent', () => {
	expect(firedBy(soundStudent({ education: '' }))).toEqual(['ED-01']);
	expect(firedBy(soundStudent())).toEqual([]);
});

test('[ED-02] codes of old tables and group nodes fire, every choice of the table is silent', () => {
	for (const code of ['61', '1', '2', '3', '本科']) {
		expect(firedBy(soundMember({ education: code }))).toEqual(['ED-02']);
	}
	for (const { code } of education.choices) {
		expect(firedBy(soundMember({ education: code, degree: '' }))).toEqual([]);
	}
});

/** Per post group the levels that such a student may already have; every other level fires. */
const right: Record<string, string[]> = {
	'401': ['21'],
	'402': ['31', '6'],
	'403': ['4', '5', '6']
};

test.each(Object.keys(right))(
	'[ED-03] students of %s may carry only what they have finished',
	(group) => {
		for (const post of [`${group}01`, `${group}02`, `${group}03`]) {
			const silent = education.choices
				.map(({ code }) => code)
				.filter((code) => firedBy(soundStudent({ workPost: post, education: code })).length === 0);
			expect(silent.toSorted()).toEqual(right[group]);
		}
	}
);

test('[ED-03] names the kinds of student and the levels, and 学历说明 closes it', () => {
	const studying = soundStudent({ education: '21' });
	expect(firedBy(studying)).toEqual(['ED-03']);
	const sentence = saidBy('ED-03', studying);
	expect(sentence).toContain('6 高中或31 大专');
	expect(sentence).not.toContain('{');
	const explained = soundStudent({ education: '21', educationRemark: '已取得第一学士学位' });
	expect(firedBy(explained)).toEqual([]);
	expect(firedBy(soundStudent({ education: '21', remark: '第二学士学位' }))).toEqual(['ED-03']);
	expect(firedBy(soundMember({ education: '21', degree: '' }))).toEqual([]);
});

test.each([
	['4', '31', true],
	['4', '23', true],
	['4', '21', false],
	['3', '22', true],
	['3', '21', false],
	['2', '12', true],
	['2', '11', false],
	['0', '6', false],
	['', '6', false]
])('[ED-04] degree “%s” with education %s fires: %s', (degree, level, fires) => {
	expect(firedBy(soundMember({ degree, education: level }))).toEqual(fires ? ['ED-04'] : []);
});

test('[WP-01] no 工作岗位 fires', () => {
	expect(firedBy(soundMember({ workPost: '', techPost: '' }))).toEqual(['WP-01']);
	expect(firedBy(soundMember())).toEqual([]);
});

test('[WP-02] a code outside the table and a group node fire, a local code does not', () => {
	expect(firedBy(soundMember({ workPost: '99999', techPost: '' }))).toEqual(['WP-02']);
	expect(firedBy(soundMember({ workPost: '402', techPost: '' }))).toEqual(['WP-02']);
	expect(firedBy(soundMember({ workPost: 'L22', techPost: '' }))).toEqual([]);
});

test('[WP-03] a professional post asks for a title; 4 无职级 is one', () => {
	expect(firedBy(soundMember({ workPost: '10202', techPost: '' }))).toEqual(['WP-03']);
	expect(firedBy(soundMember({ workPost: '10202', techPost: '4' }))).toEqual([]);
	expect(firedBy(soundMember({ workPost: '10201', techPost: '' }))).toEqual([]);
});

test('[WP-04] a title on another post fires', () => {
	expect(firedBy(soundMember({ workPost: '10201', techPost: '2' }))).toEqual(['WP-04']);
	expect(firedBy(soundMember({ workPost: '10202', techPost: '2' }))).toEqual([]);
});

test('[WP-07] a student fires from the 46th birthday on, staff never', () => {
	const aged = (birthDate: string) =>
		firedBy(
			soundStudent({
				birthDate,
				memberCategory: '1',
				joinDate: '2005-06-15',
				regularDate: '2006-06-15'
			})
		);
	expect(aged('1980-11-24')).toEqual([]);
	expect(aged('1980-11-23')).toEqual(['WP-07']);
	expect(firedBy(soundMember({ birthDate: '1970-01-01' }))).toEqual([]);
});

test('[WP-08] a new social stratum fires for students and staff of public institutions only', () => {
	expect(firedBy(soundStudent({ newSocialStratum: '1' }))).toEqual(['WP-08']);
	expect(firedBy(soundMember({ newSocialStratum: '1' }))).toEqual(['WP-08']);
	expect(firedBy(soundMember({ newSocialStratum: '0' }))).toEqual([]);
	expect(firedBy(soundMember({ newSocialStratum: '1', workPost: 'L29', techPost: '' }))).toEqual(
		[]
	);
});

test('[WP-09] 是否农民工 fires for a school post only', () => {
	expect(firedBy(soundStudent({ isMigrantWorker: '1' }))).toEqual(['WP-09']);
	expect(firedBy(soundMember({ isMigrantWorker: '1' }))).toEqual(['WP-09']);
	expect(firedBy(soundMember({ isMigrantWorker: '0' }))).toEqual([]);
	expect(firedBy(soundMember({ isMigrantWorker: '1', workPost: 'L15', techPost: '' }))).toEqual([]);
});
