import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDelay } from '#sync/loop/schedule';
import type { Outcome } from '#sync/loop/sync-once';

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const failing: Outcome[] = [
	{ kind: 'none' },
	{ kind: 'portal' },
	{ kind: 'error' },
	{ kind: 'storage', problem: { code: 'storage.full' } }
];

test('[S-16] retries are bounded: never sooner than a second, never later than five minutes and one second', () => {
	fc.assert(
		fc.property(fc.constantFrom(...failing), fc.nat(100), fraction, (outcome, failures, random) => {
			const delay = nextDelay(outcome, failures, false, () => random)!;
			expect(delay).toBeGreaterThanOrEqual(1000);
			expect(delay).toBeLessThanOrEqual(301_000);
		})
	);
});

test('[S-16] retries are jittered over the whole span, which doubles', () => {
	const span = (failures: number) =>
		nextDelay({ kind: 'none' }, failures, false, () => 1)! -
		nextDelay({ kind: 'none' }, failures, false, () => 0)!;
	expect([1, 2, 3].map(span)).toEqual([2000, 4000, 8000]);
});

test('[S-16] Retry-After is honoured to the second, never earlier', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 3600 }), fraction, (seconds, random) => {
			const delay = nextDelay({ kind: 'wait', seconds }, 5, true, () => random)!;
			expect(delay).toBeGreaterThanOrEqual(seconds * 1000);
			expect(delay).toBeLessThanOrEqual(seconds * 1000 + 1000);
		})
	);
});

test('a quiet device asks every minute, or every five while it is told of news', () => {
	expect(nextDelay({ kind: 'done' }, 0, false, () => 0.5)).toBe(60_000);
	expect(nextDelay({ kind: 'done' }, 0, true, () => 0.5)).toBe(300_000);
});

test('nobody is asked again while only a person can go on', () => {
	expect(nextDelay({ kind: 'signed-out' }, 0, false, () => 0)).toBeUndefined();
	expect(nextDelay({ kind: 'must-change' }, 0, false, () => 0)).toBeUndefined();
});
