import type { Engine } from '#server/db/connect';
import { keep } from './kept';
import type { Pool } from './pool';
import type { Outcome } from './run-seed';
import { shrink } from './shrink';
import { planOf, type Plan } from './world/plan';

export interface Campaign {
	from: number;
	seeds: number;
	events: number;
	engine?: Engine;
}

export interface Report {
	seeds: number;
	seconds: number;
	/** How often each fault, event and outcome came about, over all seeds. */
	counts: Map<string, number>;
	failed: Outcome[];
}

/** Faults carry the letter and number of the catalogue (trust.md 3.4) they come from. */
const FAULT = /^[A-Z]{1,2}-\d\d /;

export function faultsOf({ counts }: Report): [string, number][] {
	return [...counts].filter(([what]) => FAULT.test(what)).sort();
}

/** Every seed once; the counts of all of them together. */
export async function runCampaign(
	pool: Pool,
	{ from, seeds, events, engine = 'sqlite' }: Campaign,
	told: (outcome: Outcome) => boolean | void = () => undefined
): Promise<Report> {
	const jobs = Array.from({ length: seeds }, (_, at) => ({ seed: from + at, events, engine }));
	const started = performance.now();
	const report: Report = { seeds: 0, seconds: 0, counts: new Map(), failed: [] };
	await pool.run(jobs, (outcome) => {
		report.seeds++;
		for (const [what, count] of Object.entries(outcome.counts)) {
			report.counts.set(what, (report.counts.get(what) ?? 0) + count);
		}
		if (outcome.violation) report.failed.push(outcome);
		return told(outcome);
	});
	report.seconds = (performance.now() - started) / 1000;
	return report;
}

/** Shrinks a failing seed and keeps what is left of it as a file. */
export async function keepShrunk(pool: Pool, { seed, violation }: Outcome, events: number) {
	const plan = planOf(seed, events);
	const run = (shorter: Plan) => pool.one({ plan: shorter });
	const shrunk = await shrink(plan, violation!.check, run);
	const file = keep({ why: violation!.detail, plan: shrunk });
	return { file, left: shrunk.events.length };
}
