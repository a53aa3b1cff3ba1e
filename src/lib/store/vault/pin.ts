import { isEasyPin } from '#domain/account/easy-pin';

/** Wrong tries after which the key is forgotten (V-2). */
const TRIES = 10;

export type PinAnswer = { key: CryptoKey } | { left: number };

/**
 * Six digits that re-open a key while the page lives. Nothing of it is ever stored:
 * a reload forgets it, and so do ten wrong tries.
 */
export class Pin {
	#held: { pin: string; key: CryptoKey } | undefined;
	#left = TRIES;

	get isSet(): boolean {
		return this.#held !== undefined;
	}

	/** A PIN is six digits that are not easily guessed; anything else is refused with false. */
	set(pin: string, key: CryptoKey): boolean {
		if (!/^\d{6}$/.test(pin) || isEasyPin(pin)) return false;
		this.#held = { pin, key };
		this.#left = TRIES;
		return true;
	}

	try(pin: string): PinAnswer {
		if (!this.#held) return { left: 0 };
		// Counted before it is judged.
		this.#left--;
		if (pin === this.#held.pin) {
			this.#left = TRIES;
			return { key: this.#held.key };
		}
		if (this.#left === 0) this.forget();
		return { left: this.#left };
	}

	forget(): void {
		this.#held = undefined;
	}
}
