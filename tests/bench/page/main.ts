import { firstSync } from './first-sync';
import { lookUp } from './look-up';
import { sendEdits } from './send-edits';
import { workbooks } from './workbooks';
import { quietRound, smallPull } from './small-pull';

/** What a run of Chromium is asked for, by name; arguments and results are plain data. */
const workloads = { firstSync, sendEdits, quietRound, smallPull, lookUp, workbooks };
export type PageWorkloads = typeof workloads;

declare global {
	var bench: PageWorkloads;
}

globalThis.bench = workloads;
