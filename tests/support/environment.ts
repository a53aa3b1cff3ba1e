import type { Environment } from '#sync/loop/environment';

type Event = 'online' | 'offline' | 'visible';

/** A world under the test’s hands: time stands still until it is moved. */
export class TestEnvironment implements Environment {
	time = Date.UTC(2026, 10, 24, 6);
	/** Runs with the time that passes, whatever `time` is set to. */
	#ticks = 1000;
	isOnline = true;
	/** The campus clock told by the open live channel, if one is open. */
	tellClock: ((clock: number) => void) | undefined;
	loseLive: (() => void) | undefined;
	#timers = new Set<{ at: number; work: () => void }>();
	#listeners = new Map<Event, Set<() => void>>();
	#leads = new Map<string, Promise<void>>();

	now(): number {
		return this.time;
	}

	ticks(): number {
		return this.#ticks;
	}

	random(): number {
		return 0.5;
	}

	online(): boolean {
		return this.isOnline;
	}

	after(ms: number, work: () => void): () => void {
		const timer = { at: this.time + ms, work };
		this.#timers.add(timer);
		return () => this.#timers.delete(timer);
	}

	/** Milliseconds until the next timer; undefined when none is set. */
	get nextTimer(): number | undefined {
		const times = [...this.#timers].map(({ at }) => at - this.time);
		return times.length > 0 ? Math.min(...times) : undefined;
	}

	/** Moves time and runs what became due. */
	pass(ms: number): void {
		this.time += ms;
		this.#ticks += ms;
		for (const timer of [...this.#timers]) {
			if (timer.at > this.time) continue;
			this.#timers.delete(timer);
			timer.work();
		}
	}

	on(event: Event, listener: () => void): () => void {
		const set = this.#listeners.get(event) ?? new Set();
		this.#listeners.set(event, set.add(listener));
		return () => set.delete(listener);
	}

	fire(event: Event): void {
		if (event !== 'visible') this.isOnline = event === 'online';
		for (const listener of [...(this.#listeners.get(event) ?? [])]) listener();
	}

	/** One at a time by name, as Web Locks do. */
	lead(name: string, stop: AbortSignal, work: () => Promise<void>): Promise<void> {
		const before = this.#leads.get(name) ?? Promise.resolve();
		const mine = before.then(() => (stop.aborted ? undefined : work()));
		this.#leads.set(name, mine);
		return mine;
	}

	live(told: (clock: number) => void, lost: () => void): () => void {
		this.tellClock = told;
		this.loseLive = lost;
		return () => {
			this.tellClock = undefined;
		};
	}
}
