import type { Problem } from '#domain/kernel/problem';
import type { Replica } from '#store/replica/replica';

/** Parts are asked for so often; after that everything is pulled again, once. */
const TRIES = 2;

/** What to do about a difference between the device and the server, step by step (S-13). */
export class Repair {
	readonly #replica: Replica;
	#tries = 0;
	#startedOver = false;

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** The parts to ask for with the next request. */
	get slices(): readonly number[] {
		return this.#tries > 0 ? this.#replica.differing : [];
	}

	/** After a round that brought everything: equal, to be asked again, or beyond repair for now. */
	async next(): Promise<
		'equal' | 'again' | { kind: 'storage'; problem: Problem } | { kind: 'error' }
	> {
		if (this.#replica.differing.length === 0) return 'equal';
		if (this.#tries < TRIES) {
			this.#tries += 1;
			return 'again';
		}
		if (this.#startedOver) return { kind: 'error' };
		this.#startedOver = true;
		const begun = await this.#replica.startOver();
		return begun.ok ? 'again' : { kind: 'storage', problem: begun.problem };
	}
}
