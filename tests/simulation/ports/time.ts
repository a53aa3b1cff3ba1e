import { breathe } from './tasks';

interface Timer {
	at: number;
	work: () => void;
}

/** A day of the week in term: what every clock of a run starts from. */
const START = Date.UTC(2026, 10, 24, 6);

let now = START;
let serial = 0;
const timers = new Map<number, Timer>();

const TrueDate = globalThis.Date;

/** No time but this one passes in a run: timers and the clock on the wall are moved by events only. */
export function installTime(): void {
	globalThis.setTimeout = ((work: () => void, ms = 0) =>
		setTimer(ms, work)) as unknown as typeof setTimeout;
	globalThis.clearTimeout = ((id: number) => void timers.delete(id)) as typeof clearTimeout;
	globalThis.setInterval = ((work: () => void, ms = 0) => {
		const id = setTimer(ms, () => {
			timers.set(id, { at: now + ms, work: again });
			work();
		});
		const again = timers.get(id)!.work;
		return id;
	}) as unknown as typeof setInterval;
	globalThis.clearInterval = globalThis.clearTimeout;
	performance.now = () => now - START;
	globalThis.Date = new Proxy(TrueDate, {
		construct: (target, given) =>
			Reflect.construct(target, given.length === 0 ? [now] : given) as Date,
		get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key))
	});
}

export function setTimer(ms: number, work: () => void): number {
	timers.set(++serial, { at: now + ms, work });
	return serial;
}

export function cancelTimer(id: number): void {
	timers.delete(id);
}

export function time(): number {
	return now;
}

export function resetTime(): void {
	now = START;
	serial = 0;
	timers.clear();
}

/** More timers than any span of time needs: something asks again and again without waiting (M34). */
const STORM = 3000;

/** Time passes; what falls due happens in its order. */
export async function pass(ms: number): Promise<void> {
	const until = now + ms;
	for (let fired = 0; ; fired++) {
		if (fired > STORM) throw new Error('timers without end');
		let next: number | undefined;
		let at = until;
		for (const [id, timer] of timers) {
			if (timer.at > at || (next !== undefined && timer.at === at)) continue;
			next = id;
			at = timer.at;
		}
		if (next === undefined) break;
		const { work } = timers.get(next)!;
		timers.delete(next);
		now = Math.max(now, at);
		work();
		await breathe();
	}
	now = until;
}

/** The machine slept: the time is gone at once, and what fell due meanwhile happens now, once. */
export async function sleep(ms: number): Promise<void> {
	now += ms;
	const due = [...timers].filter(([, { at }]) => at <= now);
	for (const [id, { work }] of due) {
		if (!timers.delete(id)) continue;
		work();
		await breathe();
	}
}
