import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figure } from './measure';
import { runWorkloads } from './workloads';

/** Every workload in its short form: that it runs and does its work, not how fast this machine is. */
const ids = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-7'];
/** A workload that takes this many times its floor has a defect, whatever the machine does besides. */
const LOOSE = 60;

let figures: Figure[];
const environment = process.env['NODE_ENV'];

beforeAll(async () => {
	figures = await runWorkloads(ids, 'short');
}, 180_000);

afterAll(() => {
	process.env['NODE_ENV'] = environment;
});

test.for(ids)('[%s] its workload runs, and what is measured did its work', (id) => {
	const mine = figures.filter((figure) => figure.id.startsWith(id));
	expect(mine.length).toBeGreaterThan(0);
	for (const figure of mine) {
		expect(figure.holds, JSON.stringify(figure)).toBe(true);
		if (typeof figure['ratio'] === 'number') expect(figure['ratio']).toBeLessThan(LOOSE);
	}
});

test('[P-3] a round with nothing new is under 1 kB', () => {
	const quiet = figures.find(({ id }) => id === 'P-3 nothing');
	expect(quiet?.['bytes']).toBeLessThan(1000);
});

test('[P-5] no task of the page is long while a workbook is written or read', () => {
	const books = figures.filter(({ id }) => id.startsWith('P-5'));
	expect(books).toHaveLength(2);
	for (const { longestTask } of books) expect(longestTask).toBeLessThan(500);
});
