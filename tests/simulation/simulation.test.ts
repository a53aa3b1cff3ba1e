import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWorker } from './bundle';
import { faultsOf, runCampaign } from './campaign';
import { keptFiles, readKept } from './kept';
import { catchBug } from './planted/hunt';
import { plantedBugs } from './planted/registry';
import { Pool } from './pool';
import { shrink } from './shrink';
import { planOf } from './world/plan';

/** Long enough for every kind of fault, short enough for every commit; `npm run simulate` does 600. */
const EVENTS = 100;
const SEEDS = 300;
const MINUTES = 60_000;

describe('simulator', () => {
	let pool: Pool;
	beforeAll(async () => {
		pool = await Pool.of(await bundleWorker(), availableParallelism());
	}, MINUTES);
	afterAll(() => pool.close());

	test(
		`[S-1 … S-17] ${SEEDS} seeds × ${EVENTS} events with faults: no promise broken`,
		async () => {
			const report = await runCampaign(pool, { from: 1, seeds: SEEDS, events: EVENTS });
			expect(report.failed.map(({ seed, violation }) => ({ seed, ...violation }))).toEqual([]);
			expect(faultsOf(report).length).toBeGreaterThanOrEqual(40);
			for (const [fault, count] of faultsOf(report)) expect(count, fault).toBeGreaterThan(0);
			expect(report.counts.get('acknowledged changes')).toBeGreaterThan(SEEDS);
			expect(report.counts.get('two authors, one field')).toBeGreaterThan(SEEDS / 10);
		},
		8 * MINUTES
	);

	test(
		'[simulator] the same seed is the same run, in whatever process',
		async () => {
			const twice = [1, 2, 3].flatMap((seed) => [
				{ seed, events: 300 },
				{ seed, events: 300 }
			]);
			const hashes = new Map<number, Set<string>>();
			await pool.run(twice, ({ seed, hash }) => {
				hashes.set(seed, (hashes.get(seed) ?? new Set()).add(hash));
			});
			expect([...hashes.values()].map((seen) => seen.size)).toEqual([1, 1, 1]);
			expect(new Set([...hashes.values()].flatMap((seen) => [...seen])).size).toBe(3);
		},
		2 * MINUTES
	);

	test.each(keptFiles())(
		'[simulator] a run that once failed stays mended: %s',
		async (file) => {
			const { plan } = readKept(file);
			expect((await pool.one({ plan })).violation).toBeUndefined();
		},
		MINUTES
	);
});

test('[simulator] a failing run shrinks to the events that matter', async () => {
	const plan = planOf(7, 200);
	const needed = [plan.events[31]!, plan.events[150]!];
	const shrunk = await shrink(plan, 'planted', async ({ seed, events }) => {
		const isBroken = needed.every((event) => events.includes(event));
		const violation = { check: 'planted', detail: '', event: 0 };
		return { seed, hash: '', counts: {}, ...(isBroken && { violation }) };
	});
	expect(shrunk.events).toEqual(needed);
});

/** The whole table is printed by `npm run simulate -- --planted`. */
const few = plantedBugs.filter(({ id }) => ['M02', 'M23', 'X25'].includes(id));

test.each(few)(
	'[simulator] planted bug $id is caught: $title',
	async (bug) => {
		expect(await catchBug(bug, 600, 2)).toMatchObject({ check: expect.any(String) as string });
	},
	4 * MINUTES
);
