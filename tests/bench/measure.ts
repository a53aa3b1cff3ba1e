/** Milliseconds of one run. */
export async function clocked(work: () => unknown): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * Ours and the floor, taking turns so that a noisy minute hits both. Medians in milliseconds.
 * One unmeasured turn warms both up.
 */
export async function paired(
	turns: number,
	ours: () => unknown,
	floor: () => unknown
): Promise<{ ours: number; floor: number; ratio: number }> {
	const times = { ours: [] as number[], floor: [] as number[] };
	for (let turn = 0; turn <= turns; turn += 1) {
		const first = await clocked(floor);
		const second = await clocked(ours);
		if (turn === 0) continue;
		times.floor.push(first);
		times.ours.push(second);
	}
	const result = { ours: median(times.ours), floor: median(times.floor) };
	return { ...result, ratio: result.ours / result.floor };
}

/** One JSON line per workload: what was reached, against what, and whether that is enough. */
export function report(line: {
	id: string;
	work: string;
	reach: string;
	ok: boolean;
	[figure: string]: unknown;
}): void {
	console.log(
		JSON.stringify(line, (_, value: unknown) =>
			typeof value === 'number' ? Math.round(value * 1000) / 1000 : value
		)
	);
}
