import { expect, test } from 'vitest';
import { RowPool, type Drawn } from '#ui/list/row-pool';

const items = Array.from({ length: 100 }, (_, n) => `m${n}`);
const around = (from: number, room = 4, spare = 2, length = items.length) => ({
	sight: { from, to: Math.min(length, from + room) },
	spare: { from: Math.max(0, from - spare), to: Math.min(length, from + room + spare) }
});
const seen = (rows: readonly Drawn<string>[]) =>
	rows.flatMap(({ index, item, hidden }) => (hidden ? [] : [`${index}:${item}`]));
const sorted = (rows: readonly Drawn<string>[]) =>
	seen(rows).toSorted((a, b) => parseInt(a) - parseInt(b));

test('rows in sight are right at once, spare ones a few at a time', () => {
	const pool = new RowPool<string>();
	expect(pool.draw(items, { ...around(10), most: 1, kept: -1 })).toBe(true);
	expect(sorted(pool.rows)).toEqual(['10:m10', '11:m11', '12:m12', '13:m13', '14:m14']);
	expect(pool.draw(items, { ...around(10), most: 9, kept: -1 })).toBe(false);
	expect(sorted(pool.rows)).toHaveLength(8);
});

test('a list that moves makes no elements: what left sight shows what came', () => {
	const pool = new RowPool<string>();
	pool.draw(items, { ...around(10), most: 99, kept: -1 });
	const { length } = pool.rows;
	for (const from of [12, 40, 90, 0, 55]) {
		pool.draw(items, { ...around(from), most: 99, kept: -1 });
		expect(pool.rows.length).toBe(length);
		const { from: first, to } = around(from).spare;
		const due = items.slice(first, to).map((item, at) => `${first + at}:${item}`);
		expect(seen(pool.rows)).toEqual(expect.arrayContaining(due));
		for (const { index, item } of pool.rows) expect(item).toBe(items[index]);
	}
});

test('another list never shows a row of the one before, however late the spare rows come', () => {
	const pool = new RowPool<string>();
	pool.draw(items, { ...around(10), most: 99, kept: -1 });
	const fewer = items.filter((_, n) => n % 7 === 0);
	pool.draw(fewer, { ...around(0, 4, 2, fewer.length), most: 0, kept: -1 });
	for (const { index, item, hidden } of pool.rows)
		expect(hidden || fewer[index] === item).toBe(true);
	expect(sorted(pool.rows).slice(0, 4)).toEqual(['0:m0', '1:m7', '2:m14', '3:m21']);
	pool.draw([], { ...around(0, 4, 2, 0), most: 9, kept: -1 });
	expect(seen(pool.rows)).toEqual([]);
});

test('the row that holds the focus stays with its item when the list around it changes', () => {
	const pool = new RowPool<string>();
	pool.draw(items, { ...around(0), most: 99, kept: -1 });
	const { slot } = pool.rows.find(({ item }) => item === 'm3')!;
	const without = items.slice(2);
	pool.draw(without, { ...around(0), most: 99, kept: slot });
	expect(pool.rows.find((row) => row.slot === slot)).toMatchObject({
		item: 'm3',
		index: 1,
		hidden: false
	});
	expect(sorted(pool.rows).slice(0, 3)).toEqual(['0:m2', '1:m3', '2:m4']);
});

test('once nothing moves the rows stand in the order of the list', () => {
	const pool = new RowPool<string>();
	pool.draw(items, { ...around(10), most: 99, kept: -1 });
	pool.draw(items, { ...around(13), most: 99, kept: -1 });
	expect(pool.settle()).toBe(true);
	const indexes = pool.rows.map(({ index }) => index);
	expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
	expect(pool.settle()).toBe(false);
});

test('once nothing moves nothing of the list before stays in the page, and what comes back has rows', () => {
	const pool = new RowPool<string>();
	pool.draw(items, { ...around(10), most: 99, kept: -1 });
	const one = ['m12'];
	pool.draw(one, { ...around(0, 4, 2, 1), most: 99, kept: -1 });
	expect(pool.rows.length).toBeGreaterThan(1);
	pool.settle();
	expect(pool.rows).toMatchObject([{ index: 0, item: 'm12', hidden: false }]);
	pool.draw(items, { ...around(10), most: 99, kept: -1 });
	expect(pool.rows).toHaveLength(8);
	expect(new Set(pool.rows.map(({ slot }) => slot)).size).toBe(8);
});
