import { deviceBugs } from './device-bugs';
import { mergeBugs } from './merge-bugs';
import type { Planted } from './planted';
import { serverBugs } from './server-bugs';

/** Every planted bug, in the order of its id. */
export const plantedBugs: readonly Planted[] = [...deviceBugs, ...mergeBugs, ...serverBugs].sort(
	(a, b) => (a.id < b.id ? -1 : 1)
);
