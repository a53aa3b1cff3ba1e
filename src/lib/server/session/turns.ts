/** Lets a few works run at once and a few more wait; beyond that it says so at once. */
export class Turns {
	readonly #atOnce: number;
	readonly #waiting: number;
	#running = 0;
	readonly #queue: (() => void)[] = [];

	constructor(atOnce: number, waiting: number) {
		this.#atOnce = atOnce;
		this.#waiting = waiting;
	}

	get isFull(): boolean {
		return this.#running >= this.#atOnce && this.#queue.length >= this.#waiting;
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.#running >= this.#atOnce) {
			await new Promise<void>((resolve) => this.#queue.push(resolve));
		} else {
			this.#running++;
		}
		try {
			return await work();
		} finally {
			// The place is handed over, so that nobody slips in between.
			const next = this.#queue.shift();
			if (next) next();
			else this.#running--;
		}
	}
}
