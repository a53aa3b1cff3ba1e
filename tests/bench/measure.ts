/** One side of a comparison: `before` and `after` are not measured. */
export interface Side {
	before?: () => unknown;
	work: () => unknown;
	after?: () => unknown;
}

/** Medians in milliseconds, and how many times the floor ours takes. */
export interface Times {
	ours: number;
	floor: number;
	ratio: number;
}

/** What one workload reached, against what. */
export interface Figure {
	id: string;
	work: string;
	reach: string;
	/** Whether the figure is reached. */
	ok: boolean;
	/** Whether what was measured did its work: all rows there, all edits kept, nothing in clear. */
	holds: boolean;
	[figure: string]: unknown;
}

/** `whole` as design §10 says; `short` only shows that every workload runs. */
export type Size = 'whole' | 'short';

export type Workload = (size: Size) => Promise<Figure[]>;

/** Milliseconds of one run. */
export async function clocked(work: () => unknown): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

export function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function timesOf(ours: readonly number[], floor: readonly number[]): Times {
	const medians = { ours: median(ours), floor: median(floor) };
	return { ...medians, ratio: medians.ours / medians.floor };
}

/**
 * Ours and the floor, taking turns so that a noisy minute hits both. One unmeasured turn warms
 * both up.
 */
export async function paired(turns: number, ours: Side, floor: Side): Promise<Times> {
	const times = { ours: [] as number[], floor: [] as number[] };
	for (let turn = 0; turn <= turns; turn += 1) {
		const first = await once(floor);
		const second = await once(ours);
		if (turn === 0) continue;
		times.floor.push(first);
		times.ours.push(second);
	}
	return timesOf(times.ours, times.floor);
}

async function once({ before, work, after }: Side): Promise<number> {
	await before?.();
	const time = await clocked(work);
	await after?.();
	return time;
}
