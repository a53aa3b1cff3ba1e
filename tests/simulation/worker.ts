import './ports/install';
import type { Engine } from '#server/db/connect';
import type { Plan } from './world/plan';

export interface Job {
	/** A seed with a number of events, or a plan as it was kept. */
	seed?: number;
	events?: number;
	plan?: Plan;
	engine?: Engine;
}

// Loaded after the ports are in place: some libraries look at their surroundings as they load.
const { runPlan } = await import('./run-seed');
const { planOf } = await import('./world/plan');

process.on('message', (job: Job) => {
	const plan = job.plan ?? planOf(job.seed ?? 0, job.events ?? 0);
	void runPlan(plan, job.engine ?? 'sqlite').then(
		(outcome) => process.send?.(outcome),
		(error: unknown) => {
			process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
			process.exit(1);
		}
	);
});
process.send?.('ready');
