import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addMonths,
	dayNumber,
	daysBetween,
	daysInMonth,
	fullYears,
	isPlainDate,
	monthsBetween,
	partsOf,
	plainDate
} from '#domain/kernel/plain-date';

const DAY = 86_400_000;
const day = fc
	.integer({ min: Date.UTC(1600, 0, 1) / DAY, max: Date.UTC(2399, 11, 31) / DAY })
	.map((n) => new Date(n * DAY).toISOString().slice(0, 10));

test.each(['2000-02-29', '2024-02-29', '1900-02-28', '2026-12-31', '0000-01-01', '9999-12-31'])(
	'%s is a day',
	(text) => {
		expect(isPlainDate(text)).toBe(true);
		const [year, month, date] = partsOf(text) ?? [];
		expect(plainDate(year ?? -1, month ?? -1, date ?? -1)).toBe(text);
	}
);

test.each([
	'',
	'1900-02-29',
	'2023-02-29',
	'2024-02-30',
	'2018-13-40',
	'2018-00-10',
	'2018-10-00',
	'2018-4-5',
	'2018/04/05',
	'18-04-05',
	'2018-04-05 ',
	'２018-04-05',
	'12018-04-05',
	'2018-04'
])('“%s” is no day', (text) => {
	expect(isPlainDate(text)).toBe(false);
	expect(() => dayNumber(text)).toThrow(RangeError);
});

test('leap years: every fourth, not the hundreds, but the four-hundreds', () => {
	expect([1900, 2000, 2023, 2024, 2100, 2400].map((year) => daysInMonth(year, 2))).toEqual([
		28, 29, 28, 29, 28, 29
	]);
});

test('a month later is the same day, or the last one where that day does not exist', () => {
	expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
	expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
	expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
	expect(addMonths('2024-02-29', 48)).toBe('2028-02-29');
	expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
	expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
	expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
	expect(addMonths('2026-05-15', 0)).toBe('2026-05-15');
});

test('beyond the four-digit years it stops, so that texts still sort as days', () => {
	expect(addMonths('9999-12-31', 1)).toBe('9999-12-31');
	expect(addMonths('9999-06-15', 5)).toBe('9999-11-15');
	expect(addMonths('0000-01-15', -1)).toBe('0000-01-01');
});

test('a year of age is complete on the birthday', () => {
	expect(fullYears('2007-06-15', '2026-06-14')).toBe(18);
	expect(fullYears('2007-06-15', '2026-06-15')).toBe(19);
});

test('born on 29 February: 1 March in common years, 29 February in leap years', () => {
	expect(fullYears('2004-02-29', '2023-02-28')).toBe(18);
	expect(fullYears('2004-02-29', '2023-03-01')).toBe(19);
	expect(fullYears('2004-02-29', '2024-02-28')).toBe(19);
	expect(fullYears('2004-02-29', '2024-02-29')).toBe(20);
});

test('months between are full ones', () => {
	expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(1);
	expect(monthsBetween('2026-01-31', '2026-02-27')).toBe(0);
	expect(monthsBetween('2024-02-29', '2025-02-28')).toBe(12);
	expect(monthsBetween('2026-03-15', '2026-01-15')).toBe(-2);
	expect(monthsBetween('2026-03-15', '2026-03-15')).toBe(0);
});

test('months between are the most months that can be added without passing the end', () => {
	fc.assert(
		fc.property(day, day, (one, other) => {
			const [from, to] = one <= other ? [one, other] : [other, one];
			const months = monthsBetween(from, to);
			expect(addMonths(from, months) <= to).toBe(true);
			expect(addMonths(from, months + 1) > to).toBe(true);
		})
	);
});

test('days are those of the calendar', () => {
	expect(dayNumber('1970-01-01')).toBe(0);
	expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
	expect(daysBetween('2023-02-28', '2023-03-01')).toBe(1);
	expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
	fc.assert(
		fc.property(day, (text) => {
			expect(dayNumber(text)).toBe(Date.parse(text) / DAY);
		})
	);
});
