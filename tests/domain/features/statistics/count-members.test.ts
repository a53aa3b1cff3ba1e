import { describe, expect, test } from 'vitest';
import { addMonths, fullYears } from '#domain/kernel/plain-date';
import { ageBandOn } from '#domain/features/statistics/age-bands';
import { countMembers, selectedBy } from '#domain/features/statistics/count-members';
import { dimensionOf, dimensions } from '#domain/features/statistics/dimensions';
import { soundMember, soundStudent, today } from '../../../support/sound-member';

describe('age bands ≤20, 21–30, 31–40, 41–50, ≥51', () => {
	const bandOf = ageBandOn(today);
	test.each([
		[21, '0', '21'],
		[31, '21', '31'],
		[41, '31', '41'],
		[51, '41', '51']
	])('a member is %i from the birthday on, not a day before', (age, before, after) => {
		const born = addMonths(today, -12 * age);
		const dayLater = `${born.slice(0, 8)}${String(Number(born.slice(8)) + 1).padStart(2, '0')}`;
		expect(bandOf(born)).toBe(after);
		expect(bandOf(dayLater)).toBe(before);
	});

	test('born on 29 February: the new age comes on 1 March of a common year', () => {
		expect(ageBandOn('2025-02-28')('2004-02-29')).toBe('0');
		expect(ageBandOn('2025-03-01')('2004-02-29')).toBe('21');
		expect(ageBandOn('2024-02-29')('2003-03-01')).toBe('0');
	});

	test('agree with the age in full years on every day of a leap year', () => {
		const from = { '0': 0, '21': 21, '31': 31, '41': 41, '51': 51 };
		for (let month = 1; month <= 12; month++) {
			for (const day of ['01', '15', '28', '29'].slice(0, month === 2 ? 4 : 3)) {
				const born = `1984-${String(month).padStart(2, '0')}-${day}`;
				for (const on of ['2024-02-29', '2025-02-28', '2025-03-01', '2034-12-31', '2035-01-01']) {
					const age = fullYears(born, on);
					const band = Object.entries(from).findLast(([, least]) => least <= age)?.[0];
					expect([born, on, ageBandOn(on)(born)]).toEqual([born, on, band]);
				}
			}
		}
	});

	test('no day, and a day that is still to come, are unknown', () => {
		expect(bandOf('')).toBe('');
		expect(bandOf('2001-02-30')).toBe('');
		expect(bandOf('2026-11-24')).toBe('');
		expect(bandOf(today)).toBe('0');
	});
});

describe('countMembers', () => {
	const members = [
		soundMember({ id: 'a' }),
		soundMember({ id: 'b', ethnicity: '03', gender: '2', birthDate: '', education: '' }),
		soundStudent({ id: 'c', education: 'X9' }),
		soundStudent({ id: 'd', membershipStatus: '' }),
		soundMember({ id: 'e', membershipStatus: '2' }),
		soundMember({ id: 'f', membershipStatus: 'left' })
	];
	const counted = countMembers(members, today);
	const barsOf = (key: string) =>
		counted.charts
			.find(({ dimension }) => dimension.key === key)!
			.bars.map(({ name, count }) => [name, count]);

	test('seven charts, and each adds up to the members; who is no member is told apart', () => {
		expect(counted.charts).toHaveLength(7);
		expect(counted.total).toBe(4);
		for (const { bars } of counted.charts) {
			expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(4);
		}
		expect(counted.apart.map(({ name, count }) => [name, count])).toEqual([
			['停止党籍', 1],
			['已出党', 1]
		]);
	});

	test('unknown is a bar of its own, the last one; so is a code nobody knows', () => {
		expect(barsOf('education')).toEqual([
			['研究生', 1],
			['高中', 1],
			['X9（不在代码表中）', 1],
			['未填', 1]
		]);
		expect(barsOf('ageBand')).toEqual([
			['20岁及以下', 0],
			['21–30岁', 2],
			['31–40岁', 0],
			['41–50岁', 1],
			['51岁及以上', 0],
			['出生日期未填或有误', 1]
		]);
	});

	test('the largest 民族 stands first, the newest 入党年份 too', () => {
		expect(barsOf('ethnicity')).toEqual([
			['汉族', 3],
			['回族', 1]
		]);
		expect(barsOf('joinYear')).toEqual([
			['2026年', 2],
			['2005年', 2]
		]);
	});

	test('a bar selects exactly the members it counts, in every dimension', () => {
		for (const { dimension, bars } of counted.charts) {
			for (const { group, count } of bars) {
				const found = members.filter(selectedBy(dimension, group, today));
				expect([dimension.key, group, found.length]).toEqual([dimension.key, group, count]);
			}
		}
		const stopped = members.filter(selectedBy(dimensionOf('membershipStatus')!, '2', today));
		expect(stopped.map(({ id }) => id)).toEqual(['e']);
	});

	test('nobody is counted as nobody, in every band', () => {
		const none = countMembers([], today);
		expect(none.total).toBe(0);
		expect(none.charts.map(({ dimension }) => dimension.key)).toEqual(
			dimensions.map(({ key }) => key)
		);
		expect(dimensionOf('nothing')).toBeUndefined();
	});
});
