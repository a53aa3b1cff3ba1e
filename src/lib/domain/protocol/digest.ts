/** A scope is compared in so many parts, so that a difference is repaired without loading the rest. */
export const SLICES = 16;

/** Sums stay below 2^48, exact in JavaScript and in both databases. */
const RING = 2 ** 48;

/** What one row adds to the digest of whoever sees it, and the part it belongs to. */
export interface Mark {
	slice: number;
	value: number;
}

/**
 * The mark of one version of a row. A clock value names exactly one version (S-3), so the content
 * need not be read; the part depends on table and id alone, so that a row never changes its part.
 */
export function markOf(table: string, id: string, clock: number): Mark {
	const low = mixed(0x811c9dc5, `${table}/${id}`);
	const high = mixed(low ^ 0x5bd1e995, `${clock}`);
	const rest = mixed(high, id);
	return { slice: low & (SLICES - 1), value: high * 0x10000 + (rest & 0xffff) };
}

/** FNV-1a over UTF-16 units, with a last stirring so that near ids lie far apart. */
function mixed(seed: number, text: string): number {
	let hash = seed;
	for (let at = 0; at < text.length; at += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	return (hash ^ (hash >>> 13)) >>> 0;
}

/** An order-free sum of marks: the same set of row versions gives the same digest on both sides (S-13). */
export class Digest {
	readonly #slices: number[];

	constructor(slices?: readonly number[]) {
		this.#slices = slices?.length === SLICES ? [...slices] : new Array<number>(SLICES).fill(0);
	}

	get slices(): readonly number[] {
		return this.#slices;
	}

	add({ slice, value }: Mark): void {
		this.#slices[slice] = ((this.#slices[slice] ?? 0) + value) % RING;
	}

	remove({ slice, value }: Mark): void {
		this.#slices[slice] = ((this.#slices[slice] ?? 0) + RING - value) % RING;
	}

	addAll(other: Digest): void {
		other.#slices.forEach((value, slice) => this.add({ slice, value }));
	}

	/** The parts in which two digests differ. */
	differing(other: readonly number[]): number[] {
		return this.#slices.flatMap((value, slice) => (value === other[slice] ? [] : [slice]));
	}
}
