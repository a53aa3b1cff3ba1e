import type { Outcome } from './run-seed';
import type { Plan } from './world/plan';

/** Runs a plan; the same plan always ends the same way. */
export type Try = (plan: Plan) => Promise<Outcome>;

/**
 * The same failure with fewer events: leaves out ever smaller pieces for as long as the same
 * promise stays broken (delta debugging). `tries` bounds the work.
 */
export async function shrink(plan: Plan, check: string, run: Try, tries = 300): Promise<Plan> {
	let { events } = plan;
	for (let piece = Math.ceil(events.length / 2); piece >= 1;) {
		let isShorter = false;
		for (let at = 0; at < events.length && tries > 0;) {
			const fewer = [...events.slice(0, at), ...events.slice(at + piece)];
			tries--;
			const { violation } = await run({ ...plan, events: fewer });
			if (violation?.check === check) {
				events = fewer;
				isShorter = true;
			} else at += piece;
		}
		if (tries === 0) break;
		if (!isShorter || piece > events.length) piece = piece === 1 ? 0 : Math.ceil(piece / 2);
	}
	return { ...plan, events };
}
