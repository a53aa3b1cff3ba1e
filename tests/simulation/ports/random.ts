/** A seeded source of numbers (sfc32). The same seed gives the same run, on every machine. */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#d = 1;

	constructor(seed: number, stream = 0) {
		this.#a = seed >>> 0;
		this.#b = Math.floor(seed / 2 ** 32) >>> 0;
		this.#c = stream >>> 0;
		for (let warm = 0; warm < 12; warm++) this.u32();
	}

	u32(): number {
		const sum = (this.#a + this.#b + this.#d) | 0;
		this.#d = (this.#d + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
		return sum >>> 0;
	}

	/** 0 ≤ x < 1. */
	float(): number {
		return this.u32() / 2 ** 32;
	}

	/** A whole number, 0 … below − 1. */
	below(below: number): number {
		return Math.floor(this.float() * below);
	}

	chance(probability: number): boolean {
		return this.float() < probability;
	}

	pick<T>(from: readonly T[]): T {
		const picked = from[this.below(from.length)];
		if (picked === undefined) throw new Error('nothing to pick from');
		return picked;
	}

	/** Mostly the first ones: collisions are the rule, not the exception. */
	hot<T>(from: readonly T[]): T {
		const skewed = this.float() ** 2.5;
		return from[Math.floor(skewed * from.length)]!;
	}

	/** One of the keys, in proportion to its weight. */
	weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
		let left = this.float() * sumOf(weights);
		let last: K | undefined;
		for (const key in weights) {
			last = key;
			left -= weights[key];
			if (left < 0) return key;
		}
		return last!;
	}
}

const sums = new WeakMap<object, number>();

function sumOf(weights: Readonly<Record<string, number>>): number {
	let sum = sums.get(weights);
	if (sum === undefined) {
		sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
		sums.set(weights, sum);
	}
	return sum;
}
