import { clockOf, type Clock } from '#domain/kernel/clock-spelling';
import {
	addDays,
	dayNumber,
	isPlainDate,
	plainDate,
	type PlainDate
} from '#domain/kernel/plain-date';
import { hyphened, usual } from '#domain/kernel/usual-characters';

/**
 * What a text says about a day. `{ date: '' }` is an empty text. `monthOnly` is YYYY-MM. `unsure`
 * shows no single day: only the year, a moment of another time zone, or day and month in an order
 * nobody can tell; `propose` is as much of the answer as the text holds. `invalid` gives the text
 * back: a day no calendar has, a two-digit year, or no date at all.
 */
export type DateReading =
	| { date: PlainDate }
	| { monthOnly: string }
	| { unsure: 'day' | 'zone' | 'order'; propose: string }
	| { invalid: string };

/** One way to write a day, and the month alone in the same way. */
export interface DateSpelling {
	/** Year, month and day as they are captured. */
	day: RegExp;
	month: RegExp;
	print(year: number, month: number, day: number): string;
	printMonth(year: number, month: number): string;
}

/** Signs between year, month and day; two of one date may differ. */
const SEPARATORS = ['-', '.', '/', '·', ',', '、', '_'] as const;
const BETWEEN = `[${SEPARATORS.join('').replace('/', '\\/')}]`;
const SEPARATED_DAY = new RegExp(
	`^(\\d{4}) ?(?:${BETWEEN}|年) ?(\\d{1,2}) ?(?:${BETWEEN}|月) ?(\\d{1,2}) ?[日号]?$`
);
/** 6月初, 6月中旬: a part of the month, no day. */
const SEPARATED_MONTH = new RegExp(
	`^(\\d{4}) ?(?:${BETWEEN}|年) ?(\\d{1,2}) ?(?:月份?)?(?:初|底|末|中|[上中下]旬)?$`
);
const two = (n: number) => String(n).padStart(2, '0');

/**
 * Every spelling a form, a pasted list and a file understand. A blank is never removed: it may be
 * all that parts a day from an hour.
 */
export const dateSpellings: readonly DateSpelling[] = [
	...SEPARATORS.map((sign): DateSpelling => ({
		day: SEPARATED_DAY,
		month: SEPARATED_MONTH,
		print: (year, month, day) => `${year}${sign}${month}${sign}${day}`,
		printMonth: (year, month) => `${year}${sign}${month}`
	})),
	{
		day: SEPARATED_DAY,
		month: SEPARATED_MONTH,
		print: (year, month, day) => `${year}年${month}月${day}日`,
		printMonth: (year, month) => `${year}年${month}月`
	},
	{
		// Without a sign between, both figures of month and day are needed.
		day: /^(\d{4}) ?(\d{2}) ?(\d{2})$/,
		month: /^((?:19|20)\d{2}) ?(0\d|1[0-2])$/,
		print: (year, month, day) => `${year}${two(month)}${two(day)}`,
		printMonth: (year, month) => `${year}${two(month)}`
	},
	{
		day: /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$/,
		month: /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月$/,
		print: (year, month, day) => `${inFigures(year)}年${inWords(month)}月${inWords(day)}日`,
		printMonth: (year, month) => `${inFigures(year)}年${inWords(month)}月`
	}
];
const shapes = [...new Map(dateSpellings.map((one) => [one.day.source, one])).values()];

const FIGURES = '〇一二三四五六七八九';

function inFigures(year: number): string {
	return [...String(year)].map((digit) => FIGURES[Number(digit)]).join('');
}

function inWords(n: number): string {
	const [tens, ones] = [Math.floor(n / 10), n % 10];
	const figure = (digit: number) => (digit === 0 ? '' : (FIGURES[digit] ?? ''));
	return tens === 0 ? figure(ones) : `${tens === 1 ? '' : figure(tens)}十${figure(ones)}`;
}

/** A number in usual or Chinese figures; NaN where the figures make no number. */
function numberOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const figures = [...text.replace(/[○零]/g, '〇')].map((sign) => FIGURES.indexOf(sign));
	const ten = text.indexOf('十');
	if (ten < 0) return text.length === 4 ? Number(figures.join('')) : (figures[0] ?? NaN);
	const [before, after] = [figures.slice(0, ten), figures.slice(ten + 1)];
	if (before.length > 1 || after.length > 1 || after.includes(-1)) return NaN;
	return (before[0] ?? 1) * 10 + (after[0] ?? 0);
}

/** No spelling of a day and a time is longer; a cell may hold pages. */
const LONGEST = 100;
/** Where the year stands last, day and month may stand in either order. */
const YEAR_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/;
const YEAR = /^((?:19|20)\d{2}) ?年?$/;
const WEEKDAY = / ?\(?(?:星期|周|礼拜)([一二三四五六日天])\)?$/;
const END = / ?[.,、;]$/;

/** Reads a day in the spellings that offices use; a time of day behind it is read and left out. */
export function readDate(raw: string): DateReading {
	if (isPlainDate(raw)) return { date: raw };
	if (raw.length > LONGEST) return { invalid: raw.trim() };
	const text = trimmed(raw);
	if (text === '') return { date: '' };
	const { rest, weekday } = withoutWeekday(text.replace(END, ''));
	const clock = clockOf(rest);
	if (clock === 'wrong') return { invalid: raw.trim() };
	const head = withoutWeekday(clock ? clock.before : rest);
	const reading = daySaid(head.rest);
	if (reading === undefined) return { invalid: raw.trim() };
	if (!('date' in reading)) return clock ? { invalid: raw.trim() } : reading;
	if (!fits(reading.date, weekday) || !fits(reading.date, head.weekday)) {
		return { invalid: raw.trim() };
	}
	return clock ? atClock(reading.date, clock) : reading;
}

/** One blank for many, usual signs, and a blank where 日 ends the day and a time follows. */
function trimmed(raw: string): string {
	return hyphened(usual(raw))
		.replace(/[。｡]/g, '.')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^'+ ?/, '')
		.replace(/([日号])(?=[^\sT)])/g, '$1 ');
}

function withoutWeekday(text: string): { rest: string; weekday: string } {
	const found = WEEKDAY.exec(text);
	return found
		? { rest: text.slice(0, found.index), weekday: found[1] ?? '' }
		: { rest: text, weekday: '' };
}

function daySaid(text: string): DateReading | undefined {
	for (const { day, month } of shapes) {
		const whole = day.exec(text);
		if (whole) return dayOf(whole.slice(1).map(numberOf));
		const part = month.exec(text);
		if (part) return dayOf([...part.slice(1).map(numberOf), 0]);
	}
	const year = YEAR.exec(text)?.[1];
	if (year !== undefined) return { unsure: 'day', propose: `${year}-` };
	const last = YEAR_LAST.exec(text);
	return last ? inEitherOrder(Number(last[4]), Number(last[1]), Number(last[3])) : undefined;
}

/** A day or a month of nought is how some programs write that it is not known. */
function dayOf([year = NaN, month = NaN, day = NaN]: number[]): DateReading | undefined {
	if (Number.isNaN(year + month + day)) return undefined;
	if (month === 0 && day === 0) return { unsure: 'day', propose: year === 0 ? '' : `${year}-` };
	if (day === 0) return month <= 12 ? { monthOnly: `${year}-${two(month)}` } : undefined;
	const date = plainDate(year, month, day);
	return isPlainDate(date) ? { date } : undefined;
}

function inEitherOrder(year: number, one: number, other: number): DateReading | undefined {
	const days = [plainDate(year, one, other), plainDate(year, other, one)].filter(isPlainDate);
	const [only, second = only] = days;
	if (only === undefined) return undefined;
	return { unsure: 'order', propose: only === second ? only : '' };
}

/** Monday is the first day; 1970-01-01 was a Thursday. */
function fits(date: PlainDate, weekday: string): boolean {
	if (weekday === '') return true;
	const index = '一二三四五六日'.indexOf(weekday === '天' ? '日' : weekday);
	return (((dayNumber(date) + 3) % 7) + 7) % 7 === index;
}

/** The zone of China, in minutes: the only one whose days are meant without asking. */
const CHINA = 480;

/** A moment of another zone may be another day here: the day it is here is proposed. */
function atClock(date: PlainDate, { minutes, zone }: Clock): DateReading {
	if (zone === undefined || zone === CHINA) return { date };
	const here = addDays(date, Math.floor((minutes - zone + CHINA) / 1440));
	return { unsure: 'zone', propose: here ?? '' };
}
