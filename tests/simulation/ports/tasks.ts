/**
 * IndexedDB’s tasks under the simulation’s hand: fake-indexeddb queues its work by `setImmediate`,
 * so whoever owns `setImmediate` decides when the next step of a transaction happens, and whether.
 */
const turn = globalThis.setImmediate;
const queue: (() => void)[] = [];
let head = 0;

export function installTasks(): void {
	globalThis.setImmediate = ((work: (...given: unknown[]) => void, ...given: unknown[]) => {
		queue.push(() => work(...given));
		return {} as NodeJS.Immediate;
	}) as typeof setImmediate;
}

/** Everything that only waits for promises has happened once this resolves. */
export function breathe(): Promise<void> {
	return new Promise((resolve) => turn(resolve));
}

/** More steps than any one event needs: beyond it something turns without end (I17). */
const WITHOUT_END = 60_000;

/** Runs at most so many steps; stops early when nothing is left to do. */
export async function runTasks(most = Number.POSITIVE_INFINITY): Promise<number> {
	await breathe();
	let done = 0;
	while (head < queue.length && done < most) {
		queue[head++]!();
		done++;
		await breathe();
		if (done > WITHOUT_END) throw new Error('the event loop turns without end');
	}
	if (head === queue.length) {
		queue.length = 0;
		head = 0;
	}
	return done;
}

export function forgetTasks(): void {
	queue.length = 0;
	head = 0;
}
