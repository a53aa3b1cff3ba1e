import { bundleWorker } from '../bundle';
import { runCampaign } from '../campaign';
import { Pool } from '../pool';
import type { Planted } from './planted';
import { plantedBugs } from './registry';

/** Seeds within which a planted bug has to be caught. */
const WITHIN = 1000;

export interface Caught {
	bug: Planted;
	/** The seed that caught it, and the promise it broke; absent when it got away. */
	seed?: number;
	check?: string;
}

/** Plants one bug and runs seeds until a check speaks. */
export async function catchBug(bug: Planted, events: number, workers: number): Promise<Caught> {
	const pool = await Pool.of(await bundleWorker(bug), workers);
	const campaign = { from: 1, seeds: WITHIN, events };
	const { failed } = await runCampaign(pool, campaign, ({ violation }) => !violation);
	pool.close();
	const [first] = failed.sort((a, b) => a.seed - b.seed);
	return first ? { bug, seed: first.seed, check: first.violation!.check } : { bug };
}

/** Every planted bug in turn, as a table. Whether all were caught. */
export async function hunt(how: {
	events: number;
	workers: number;
	only?: string | undefined;
}): Promise<boolean> {
	const bugs = plantedBugs.filter(({ id }) => how.only === undefined || id === how.only);
	let caught = 0;
	for (const bug of bugs) {
		const { seed, check } = await catchBug(bug, how.events, how.workers);
		if (check) caught++;
		const where = check ? `seed ${seed}`.padEnd(10) + check : 'NOT CAUGHT';
		console.log(`${bug.id.padEnd(5)} ${bug.title.padEnd(62)} ${where}`);
	}
	console.log(`${caught} of ${bugs.length} planted bugs caught within ${WITHIN} seeds`);
	return caught === bugs.length;
}
