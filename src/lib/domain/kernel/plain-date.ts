/**
 * A calendar day as YYYY-MM-DD, no time and no zone. Such texts sort as days do, so `<` compares them.
 * The arithmetic is that of rules.json `_meta.functions`.
 */
export type PlainDate = string;

const FIRST = '0000-01-01';
const LAST = '9999-12-31';
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Year, month 1–12, day; undefined when the text is no day of the calendar. */
export function partsOf(date: PlainDate): [number, number, number] | undefined {
	const match = SHAPE.exec(date);
	if (!match) return undefined;
	const year = Number(match[1]);
	const month = Number(match[2]);
	const day = Number(match[3]);
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
	return [year, month, day];
}

export function isPlainDate(text: string): boolean {
	return partsOf(text) !== undefined;
}

export function plainDate(year: number, month: number, day: number): PlainDate {
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function must(date: PlainDate): [number, number, number] {
	const parts = partsOf(date);
	if (!parts) throw new RangeError(`not a day: ${date.length} characters`);
	return parts;
}

/**
 * The same day n months later; if that day does not exist, the last day of that month.
 * Stops at the ends of the four-digit years, so that the result is always a day and still sorts.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const [year, month, day] = must(date);
	const index = year * 12 + (month - 1) + months;
	if (index < 0) return FIRST;
	if (index >= 10_000 * 12) return LAST;
	const newYear = Math.floor(index / 12);
	const newMonth = (index % 12) + 1;
	return plainDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** Full years from birth to `on`. Born on 29 February: the new age comes on 1 March in common years. */
export function fullYears(birth: PlainDate, on: PlainDate): number {
	const [by, bm, bd] = must(birth);
	const [y, m, d] = must(on);
	return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}

/** Full calendar months from `from` to `to`, negative when `to` is earlier. */
export function monthsBetween(from: PlainDate, to: PlainDate): number {
	if (to < from) return -monthsBetween(to, from);
	const [y1, m1] = must(from);
	const [y2, m2] = must(to);
	const months = (y2 - y1) * 12 + (m2 - m1);
	return addMonths(from, months) <= to ? months : months - 1;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant’s civil-days formula). */
export function dayNumber(date: PlainDate): number {
	const [year, month, day] = must(date);
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra =
		yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
	return dayNumber(to) - dayNumber(from);
}

/** The day so many days later, by the inverse of `dayNumber`; undefined beyond the four-digit years. */
export function addDays(date: PlainDate, days: number): PlainDate | undefined {
	const shifted = dayNumber(date) + days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365
	);
	const dayOfYear =
		dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
	const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return year < 0 || year > 9999 ? undefined : plainDate(year, month, day);
}
