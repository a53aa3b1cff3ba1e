import { execFileSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { testDay } from './support/test-day.js';

/** The calendar of the machine decides nothing: whatever the day, tests see TEST_DAY. */

const dayOf = (time: number | string | Date) => new Date(time).toISOString().slice(0, 10);
const SAY = 'process.stdout.write(JSON.stringify([Date.now(), new Date().toISOString(), Date()]))';

describe('the day of the tests', () => {
	test('is what this process reads', () => {
		expect(dayOf(Date.now())).toBe(testDay);
		expect(dayOf(new Date())).toBe(testDay);
		expect(new Date()).toBeInstanceOf(Date);
		expect(new Date().constructor).toBe(Date);
		expect(structuredClone(new Date())).toBeInstanceOf(Date);
		expect(new Date('2019-06-30').getTime()).toBe(Date.UTC(2019, 5, 30));
	});

	test('gives way to a clock that a test sets itself', () => {
		const spy = vi.spyOn(Date, 'now').mockReturnValue(7);
		expect(Date.now()).toBe(7);
		spy.mockRestore();
		expect(dayOf(Date.now())).toBe(testDay);
		vi.useFakeTimers({ now: Date.UTC(2001, 1, 2) });
		expect(dayOf(new Date())).toBe('2001-02-02');
		vi.useRealTimers();
		expect(dayOf(new Date())).toBe(testDay);
	});

	test('is what the processes read that it starts, to the millisecond', () => {
		const before = Date.now();
		const said = JSON.parse(execFileSync(process.execPath, ['-e', SAY]).toString());
		const after = Date.now();
		expect(said[0]).toBeGreaterThanOrEqual(before);
		expect(said[0]).toBeLessThanOrEqual(after);
		expect(said.map(dayOf)).toEqual([testDay, testDay, testDay]);
	});

	test('can be another one', () => {
		const env = { ...process.env, TEST_DAY: '2028-02-29' };
		const said = JSON.parse(execFileSync(process.execPath, ['-e', SAY], { env }).toString());
		expect(said.map(dayOf)).toEqual(['2028-02-29', '2028-02-29', '2028-02-29']);
	});
});
