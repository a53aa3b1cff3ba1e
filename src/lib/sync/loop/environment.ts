/** What the loop needs of the world around it; a test brings its own. */
export interface Environment {
	now(): number;
	/** Milliseconds of a clock that only runs and that nobody can set. */
	ticks(): number;
	random(): number;
	/** Returns the function that takes the timer back. */
	after(ms: number, work: () => void): () => void;
	online(): boolean;
	/** `online`: the network came back. `visible`: the page came to the front. */
	on(event: 'online' | 'offline' | 'visible', listener: () => void): () => void;
	/** Runs `work` once this tab is the one that syncs, and keeps being it until `work` ends. */
	lead(name: string, stop: AbortSignal, work: () => Promise<void>): Promise<void>;
	/** Tells the campus clock whenever it moves. `lost` says that it will tell no more. */
	live(told: (clock: number) => void, lost: () => void): () => void;
}

/** The browser itself. */
export const browser: Environment = {
	now: () => Date.now(),
	ticks: () => performance.now(),
	random: () => Math.random(),
	after(ms, work) {
		const timer = setTimeout(work, ms);
		return () => clearTimeout(timer);
	},
	online: () => navigator.onLine,
	on(event, listener) {
		if (event !== 'visible') {
			addEventListener(event, listener);
			return () => removeEventListener(event, listener);
		}
		const seen = () => {
			if (document.visibilityState === 'visible') listener();
		};
		document.addEventListener('visibilitychange', seen);
		return () => document.removeEventListener('visibilitychange', seen);
	},
	async lead(name, signal, work) {
		// A browser without Web Locks has one tab sync per tab; the changes’ ids keep that harmless.
		if (!('locks' in navigator)) return work();
		try {
			await navigator.locks.request(name, { signal }, work);
		} catch (error) {
			// Stopped while another tab still led.
			if (!signal.aborted) throw error;
		}
	},
	live(told, lost) {
		const source = new EventSource('/api/live');
		source.addEventListener('clock', (event: MessageEvent<string>) => told(Number(event.data)));
		source.onerror = () => {
			// While connecting the browser tries again by itself.
			if (source.readyState === EventSource.CLOSED) lost();
		};
		return () => source.close();
	}
};
