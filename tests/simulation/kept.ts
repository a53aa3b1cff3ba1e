import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from './world/plan';

const SHELF = 'tests/simulation/kept';

/** A run that once failed. It is played again by every later test run. */
export interface Kept {
	/** What was broken, and what was found to be the cause. */
	why: string;
	plan: Plan;
}

export function readKept(file: string): Kept {
	return JSON.parse(readFileSync(file, 'utf8')) as Kept;
}

export function keptFiles(): string[] {
	const names = readdirSync(SHELF).filter((name) => name.endsWith('.json'));
	return names.sort().map((name) => join(SHELF, name));
}

export function keep({ why, plan }: Kept): string {
	mkdirSync(SHELF, { recursive: true });
	const file = join(SHELF, `seed-${plan.seed}.json`);
	writeFileSync(file, `${JSON.stringify({ why, plan })}\n`);
	return file;
}
