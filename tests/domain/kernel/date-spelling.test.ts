import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateSpellings, readDate } from '#domain/kernel/date-spelling';
import { addDays, dayNumber, partsOf } from '#domain/kernel/plain-date';

const DAY = 86_400_000;
const days = fc
	.integer({ min: Date.UTC(1900, 0, 1) / DAY, max: Date.UTC(2099, 11, 31) / DAY })
	.map((n) => new Date(n * DAY).toISOString().slice(0, 10));

const two = (n: number) => String(n).padStart(2, '0');
const WEEK = '日一二三四五六';
/** Times of day as programs and people write them behind a day. */
const clocks: readonly ((h: number, m: number, date: string) => string)[] = [
	() => '',
	(h, m) => ` ${h}:${two(m)}`,
	(h, m) => ` ${two(h)}:${two(m)}:00`,
	(h, m) => `T${two(h)}:${two(m)}:59.000`,
	(h, m) => ` 上午 ${(h % 12) + 1}:${two(m)}:00`,
	(h, m) => ` ${(h % 12) + 1}:${two(m)}:00 PM`,
	(h, m) => ` ${h}时${m}分`,
	(h, m) => ` ${h}点${m}分30秒`,
	(h, m, date) => ` 星期${WEEK[new Date(date).getUTCDay()]} ${h}:${two(m)}`,
	(_h, _m, date) => `（周${WEEK[new Date(date).getUTCDay()]}）`,
	(h, m) => `T${two(h)}:${two(m)}:00+08:00`
];

/** A day as somebody writes it. */
const written = fc
	.record({
		date: days,
		spelling: fc.constantFrom(...dateSpellings),
		clock: fc.constantFrom(...clocks),
		hour: fc.integer({ min: 0, max: 23 }),
		minute: fc.integer({ min: 0, max: 59 }),
		padded: fc.boolean()
	})
	.map(({ date, spelling, clock, hour, minute, padded }) => {
		const [year, month, day] = partsOf(date)!;
		const plain = spelling.print(year, month, day);
		const head = padded ? plain.replace(/(\D)(\d)(?=\D|$)/g, '$10$2') : plain;
		return { date, text: head + clock(hour, minute, date) };
	});

describe('a day is read back from every spelling it is printed in', () => {
	test('with and without a time of day behind it', () => {
		fc.assert(
			fc.property(written, ({ date, text }) => {
				expect([text, readDate(text)]).toEqual([text, { date }]);
			}),
			{ numRuns: 3000 }
		);
	});

	test('every spelling, whatever the draw', () => {
		for (const { print, printMonth } of dateSpellings) {
			expect(readDate(print(2019, 6, 1))).toEqual({ date: '2019-06-01' });
			expect(readDate(print(2019, 12, 31))).toEqual({ date: '2019-12-31' });
			expect(readDate(print(2020, 10, 20))).toEqual({ date: '2020-10-20' });
			expect(readDate(printMonth(2019, 6))).toEqual({ monthOnly: '2019-06' });
			expect(readDate(printMonth(2019, 10))).toEqual({ monthOnly: '2019-10' });
		}
	});
});

type Mutilation = (text: string, at: number) => string;

/** Something gets in between two figures. */
const gains: readonly Mutilation[] = [
	(text, at) => `${text.slice(0, at)} ${text.slice(at)}`,
	(text, at) => `${text.slice(0, at)}\u3000${text.slice(at)}`,
	(text, at) => `${text.slice(0, at)}\n${text.slice(at)}`,
	(text, at) => `${text.slice(0, at)}\u200b${text.slice(at)}`,
	// A footnote mark.
	(text, at) => `${text.slice(0, at)}²${text.slice(at)}`
];

/** Everything that parts two figures gets lost. */
const losses: readonly Mutilation[] = [
	(text, at) => text.slice(0, at) + text.slice(at).replace(/^[^\d０-９一二三四五六七八九十〇]/, ''),
	(text, at) => text.slice(0, at) + text.slice(at).replace(/[^\d０-９一二三四五六七八九十〇]/, ''),
	(text) => text.replace(/\s/g, '')
];

/** What happens to texts on their way through programs and hands; none of it changes a figure. */
const mutilations: readonly Mutilation[] = [
	...gains,
	...losses,
	(text) => text.replace(/\s/g, '  '),
	(text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
	(text) => `'${text}`,
	(text) => `\t${text}\r\n`,
	(text) => text.replaceAll('-', '—'),
	(text) => `${text}。`,
	// A unit, a word.
	(text) => `${text}①`,
	(text) => `${text}入党`
];

/** What is lost at one place and gained at another has moved: 10 0时 becomes 1 00时, another day. */
function isMove(hurt: readonly Mutilation[]): boolean {
	return hurt.some((one) => losses.includes(one)) && hurt.some((one) => gains.includes(one));
}

test('a spelling that was hurt gives its own day or asks, never another day', () => {
	fc.assert(
		fc.property(
			written,
			fc.array(fc.constantFrom(...mutilations), { minLength: 1, maxLength: 2 }),
			fc.nat(40),
			({ date, text }, hurt, at) => {
				fc.pre(!isMove(hurt));
				const hurtText = hurt.reduce((now, mutilate) => mutilate(now, at % (now.length + 1)), text);
				const reading = readDate(hurtText);
				if ('date' in reading) expect([hurtText, reading]).toEqual([hurtText, { date }]);
			}
		),
		{ numRuns: 20_000 }
	);
});

test('what was read is read again as the same', () => {
	fc.assert(
		fc.property(written, ({ text }) => {
			const reading = readDate(text);
			if ('date' in reading) expect(readDate(reading.date)).toEqual(reading);
		})
	);
});

describe('the time of day is parted from the day', () => {
	test.each([
		['2019/6/1 00:00:00', '2019-06-01'],
		['2019/6/1 0:00:00', '2019-06-01'],
		['2019-6-2 08:30', '2019-06-02'],
		['2019-6-1 12:30:00', '2019-06-01'],
		['2019/6/1 上午 12:00:00', '2019-06-01'],
		['2019年6月1日08:30', '2019-06-01'],
		['2019年6月1日星期六', '2019-06-01'],
		['2019-06-01T00:00:00.000', '2019-06-01'],
		['2019-06-01T00:00:00+08:00', '2019-06-01'],
		['２０２３．０６．１５', '2023-06-15'],
		['2019 年 6 月 1 日', '2019-06-01'],
		['二〇一九年六月三十日', '2019-06-30'],
		['二○一九年十月二十一日', '2019-10-21']
	])('%s is %s', (text, date) => {
		expect(readDate(text)).toEqual({ date });
	});

	test.each([
		'2019-6-11:30',
		'2019-6-1 0',
		'2019-6-1 1',
		'2019-6-1 25:00',
		'2019-6-1 8:60',
		'2019-06-1²',
		'2019-6-①',
		'2019年6月1日星期日',
		'2019-02-30',
		'19-6-30',
		'201906311',
		'六月一日',
		'二〇一九年六月三十三日',
		'1'.repeat(40_000)
	])('%s is no date', (text) => {
		expect(readDate(text)).toEqual({ invalid: text });
	});
});

describe('what shows no single day asks', () => {
	test.each([
		['2019.6', { monthOnly: '2019-06' }],
		['2019年6月份', { monthOnly: '2019-06' }],
		['2019年6月上旬', { monthOnly: '2019-06' }],
		['2019-06-00', { monthOnly: '2019-06' }],
		['20190600', { monthOnly: '2019-06' }],
		['2019', { unsure: 'day', propose: '2019-' }],
		['2019年', { unsure: 'day', propose: '2019-' }],
		['0000-00-00', { unsure: 'day', propose: '' }],
		['2019-05-31T16:00:00.000Z', { unsure: 'zone', propose: '2019-06-01' }],
		['2019-05-31T15:59:59Z', { unsure: 'zone', propose: '2019-05-31' }],
		['2019-05-31 12:00:00 -05:00', { unsure: 'zone', propose: '2019-06-01' }],
		['6/1/2019', { unsure: 'order', propose: '' }],
		['6/30/2019', { unsure: 'order', propose: '2019-06-30' }],
		['6.6.2019', { unsure: 'order', propose: '2019-06-06' }]
	])('%s', (text, reading) => {
		expect(readDate(text)).toEqual(reading);
	});
});

test('so many days later is that many days later', () => {
	fc.assert(
		fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
			const later = addDays(date, n)!;
			expect(dayNumber(later)).toBe(dayNumber(date) + n);
			expect(later).toBe(new Date(Date.parse(date) + n * DAY).toISOString().slice(0, 10));
		})
	);
	expect(addDays('9999-12-31', 1)).toBeUndefined();
	expect(addDays('0000-01-01', -1)).toBeUndefined();
});
