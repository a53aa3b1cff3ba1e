import { expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { nodeOf } from '#domain/features/statistics/node';
import { studentRows } from '#domain/features/statistics/sheet-rows';
import { studentSheet } from '#domain/features/statistics/students';
import { branch, soundMember, soundStudent, today } from '../../../support/sound-member';

let serial = 0;
const student = (values: Partial<Member>) =>
	soundStudent({ id: `s${++serial}`, joinDate: '2025-06-15', ...values });
const sheetOf = (members: Member[]) => studentSheet(members, nodeOf(branch, [branch]), today);
const outliersOf = (members: Member[]) =>
	Object.fromEntries(
		sheetOf(members).outliers.map(({ key, people }) => [key, people.map(({ age }) => age)])
	);

const campus = [
	student({ workPost: '40101', gender: '2' }),
	student({ workPost: '40201', gender: '2', ethnicity: '03' }),
	student({ workPost: '40202', joinDate: '2026-06-15', enterBranchType: '0', gender: '2' }),
	student({ workPost: '40203', joinDate: '2026-06-15', enterBranchType: '2' }),
	student({ workPost: '40303', ethnicity: '05' }),
	student({ workPost: 'L19' }),
	student({ workPost: '40203', membershipStatus: 'left' }),
	student({ workPost: '40203', branchId: 'elsewhere' }),
	soundMember({ id: 'staff' })
];

test('students by level and grade; women, minority and developed this year', () => {
	const sheet = sheetOf(campus);
	const counts = (key: string) => {
		const row = sheet.rows.find((one) => one.key === key)!;
		return Object.values(row.counts);
	};
	expect(counts('all')).toEqual([6, 3, 2, 1]);
	expect(counts('women')).toEqual([3, 3, 1, 1]);
	expect(counts('401')).toEqual([1, 1, 0, 0]);
	expect(counts('401/1')).toEqual([1, 1, 0, 0]);
	expect(counts('402')).toEqual([3, 2, 1, 1]);
	expect(counts('402/1')).toEqual([1, 1, 1, 0]);
	expect(counts('402/2')).toEqual([1, 1, 0, 1]);
	expect(counts('402/3')).toEqual([1, 0, 0, 0]);
	expect(counts('403/3')).toEqual([1, 0, 1, 0]);
	expect(counts('other')).toEqual([1, 0, 0, 0]);
});

test('the parts add up to all students, and the grades to their part', () => {
	const { rows } = sheetOf(campus);
	const of = (key: string) => rows.find((row) => row.key === key)!.counts;
	const sum = (keys: string[], column: 'total' | 'developed') =>
		keys.reduce((all, key) => all + of(key)[column], 0);
	for (const column of ['total', 'developed'] as const) {
		expect(sum(['401', '402', '403', 'other'], column)).toBe(of('all')[column]);
		for (const level of ['401', '402', '403']) {
			const grades = ['1', '2', '3'].map((digit) => `${level}/${digit}`);
			expect(sum(grades, column)).toBe(of(level)[column]);
		}
	}
});

test('students of 46 and 55 years are named, from the birthday on', () => {
	const born = (birthDate: string) => student({ birthDate });
	expect(outliersOf([born('1980-11-24'), born('1980-11-23')])['student46']).toEqual([46]);
	expect(outliersOf([born('1971-11-24'), born('1971-11-23')])['student55']).toEqual([55]);
});

test('new members who joined at 60 or later are named', () => {
	const joined = (birthDate: string) =>
		soundMember({ birthDate, joinDate: '2026-06-15', enterBranchType: '0' });
	expect(outliersOf([joined('1966-06-16'), joined('1966-06-15')])['new60']).toEqual([60]);
});

test('the file has the rows of the screen, with numbers as numbers', () => {
	const rows = studentRows(sheetOf(campus), '第一党支部');
	expect(rows[4]).toEqual(['项目', '合计', '女', '少数民族', '本年发展']);
	expect(rows[5]).toEqual(['学生党员', 6, 3, 2, 1]);
});
