import { parseArgs } from 'node:util';
import { bundleWorker } from './bundle';
import { Pool } from './pool';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		events: { type: 'string', default: '600' },
		workers: { type: 'string', default: '2' },
		engine: { type: 'string', default: 'sqlite' }
	}
});
const file = await bundleWorker();
const pool = await Pool.of(file, Number(values.workers));
const started = Date.now();
const counts = new Map<string, number>();
let done = 0;
const from = Number(values.from);
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => ({
	seed: from + at,
	events: Number(values.events)
}));
await pool.run(seeds, (outcome) => {
	done++;
	for (const [what, n] of Object.entries(outcome.counts))
		counts.set(what, (counts.get(what) ?? 0) + n);
	if (outcome.violation) console.log(`seed ${outcome.seed}`, outcome.violation);
	else if (seeds.length < 5) console.log(outcome.seed, outcome.hash);
});
pool.close();
const seconds = (Date.now() - started) / 1000;
for (const [what, n] of [...counts].sort()) console.log(`${String(n).padStart(9)}  ${what}`);
console.log(`${done} seeds in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(2)} seeds/s`);
