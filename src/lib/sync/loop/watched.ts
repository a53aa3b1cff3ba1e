import { createSubscriber } from 'svelte/reactivity';

/** State outside of Svelte that screens follow: read through `watch`, announced by `changed`. */
export class Watched {
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});

	protected watch(): void {
		this.#watch();
	}

	protected changed(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}
