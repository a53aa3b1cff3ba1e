import type { Environment } from '#sync/loop/environment';

/**
 * Silence after which a round is given up, in milliseconds: longer than the slowest upload may take
 * (post.ts), so that only what really hangs is met (a database that never answers).
 */
const PATIENCE = 10 * 60_000;

/** Watches one round; any sign of life begins the waiting anew (S-16). */
export class Watchdog {
	readonly #environment: Environment;
	#cancel: (() => void) | undefined;
	#onSilence: (() => void) | undefined;

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	watch(onSilence: () => void): void {
		this.#onSilence = onSilence;
		this.sign();
	}

	/** Something moved. */
	sign(): void {
		const onSilence = this.#onSilence;
		if (!onSilence) return;
		this.#cancel?.();
		this.#cancel = this.#environment.after(PATIENCE, () => {
			this.rest();
			onSilence();
		});
	}

	rest(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#onSilence = undefined;
	}
}
