import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { bundleWorker } from './bundle';
import { faultsOf, keepShrunk, runCampaign } from './campaign';
import { readKept } from './kept';
import { hunt } from './planted/hunt';
import { startPostgres } from '../support/postgres';
import { Pool } from './pool';

/** docs/simulation.md says what each of these does. */
const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		events: { type: 'string', default: '600' },
		engine: { type: 'string', default: 'sqlite' },
		workers: { type: 'string', default: String(availableParallelism()) },
		replay: { type: 'string' },
		planted: { type: 'boolean', default: false },
		bug: { type: 'string' },
		shrink: { type: 'boolean', default: false }
	}
});
const [seeds, from, events, workers] = [
	values.seeds,
	values.from,
	values.events,
	values.workers
].map(Number) as [number, number, number, number];

if (values.planted) process.exitCode = (await hunt({ events, workers, only: values.bug })) ? 0 : 1;
else if (values.replay) await replay(values.replay);
else await campaign();

async function campaign(): Promise<void> {
	const engine = values.engine === 'postgresql' ? 'postgresql' : 'sqlite';
	const cluster = engine === 'postgresql' ? await startPostgres() : undefined;
	const pool = await Pool.of(await bundleWorker(), workers);
	const report = await runCampaign(
		pool,
		{ from, seeds, events, engine },
		({ seed, hash, violation }) => {
			if (violation) console.log(`seed ${seed}, event ${violation.event}: ${violation.detail}`);
			else if (seeds <= 10) console.log(`seed ${seed}: ${hash}`);
		}
	);
	for (const outcome of values.shrink ? report.failed.slice(0, 5) : []) {
		const { file, left } = await keepShrunk(pool, outcome, events);
		console.log(`seed ${outcome.seed} shrunk to ${left} events: ${file}`);
	}
	pool.close();
	await cluster?.stop();
	for (const [what, count] of [...report.counts].sort()) {
		console.log(`${String(count).padStart(9)}  ${what}`);
	}
	const { seconds, failed, counts } = report;
	console.log(
		`${engine}: ${report.seeds} seeds × ${events} events, ${faultsOf(report).length} kinds of fault, ` +
			`${counts.get('acknowledged changes') ?? 0} changes acknowledged, ` +
			`${failed.length} violations, ${seconds.toFixed(0)} s, ` +
			`${(report.seeds / seconds).toFixed(2)} seeds/s`
	);
	process.exitCode = failed.length === 0 ? 0 : 1;
}

/** A kept file, or a seed's number. */
async function replay(what: string): Promise<void> {
	const pool = await Pool.of(await bundleWorker(), 1);
	const job = /^\d+$/.test(what) ? { seed: Number(what), events } : { plan: readKept(what).plan };
	const { hash, violation } = await pool.one(job);
	pool.close();
	console.log(
		violation ? `event ${violation.event}: ${violation.detail}` : `no violation, ${hash}`
	);
	process.exitCode = violation ? 1 : 0;
}
