/** How often each thing happened in a run: faults, events, outcomes. */
const counts = new Map<string, number>();

export function tally(what: string, by = 1): void {
	counts.set(what, (counts.get(what) ?? 0) + by);
}

export function takeTally(): Record<string, number> {
	const taken = Object.fromEntries(counts);
	counts.clear();
	return taken;
}
