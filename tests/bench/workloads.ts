import { benchBranchPull } from './branch-pull';
import { benchFirstSync } from './first-sync';
import { benchLookUp } from './look-up';
import type { Figure, Size, Workload } from './measure';
import { benchRules } from './rules';
import { benchSendEdits } from './send-edits';
import { benchServerWrites } from './server-writes';
import { benchSmallPull } from './small-pull';
import { benchStartUp } from './start-up';
import { benchStatistics } from './statistics';
import { benchWorkbooks } from './workbooks';

/** Every workload of design §10, by its number. */
export const workloads: Record<string, readonly Workload[]> = {
	'P-1': [benchFirstSync],
	'P-2': [benchSendEdits],
	'P-3': [benchSmallPull],
	'P-4': [benchLookUp, benchStatistics],
	'P-5': [benchWorkbooks],
	'P-6': [benchRules],
	'P-7': [benchServerWrites, benchBranchPull],
	'P-8': [benchStartUp]
};

/** Runs the named ones, or all of them, one after the other; `told` hears each figure at once. */
export async function runWorkloads(
	ids: readonly string[],
	size: Size,
	told: (figure: Figure) => void = () => undefined
): Promise<Figure[]> {
	// Vite’s runner and Vitest set another: what is measured is built as it is shipped.
	process.env['NODE_ENV'] = 'production';
	const figures: Figure[] = [];
	for (const [id, runs] of Object.entries(workloads)) {
		if (ids.length > 0 && !ids.includes(id)) continue;
		for (const run of runs) {
			for (const figure of await run(size)) {
				figures.push(figure);
				told(figure);
			}
		}
	}
	return figures;
}
