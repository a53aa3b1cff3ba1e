/** What a request’s JSON may be built of; over it nothing is parsed. The deepest a client writes is 8. */
export const jsonLimits = { depth: 16, values: 400_000 } as const;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENS = [0x5b, 0x7b] as const;
const CLOSES = [0x5d, 0x7d] as const;

/**
 * Counts nesting and values while the bytes of a JSON text arrive, so that what would keep the
 * parser or the shapes busy for seconds is refused for the price of one pass. It judges no syntax.
 */
export class JsonGuard {
	#depth = 0;
	#values = 0;
	#inText = false;
	#escaped = false;

	/** False once the text is too deep or holds too many values. */
	passes(bytes: Uint8Array): boolean {
		for (let at = 0; at < bytes.length; at += 1) {
			const byte = bytes[at]!;
			if (this.#inText) this.#skip(byte);
			else if (byte === QUOTE) this.#inText = true;
			else if (byte === COMMA) this.#values += 1;
			else if (byte === OPENS[0] || byte === OPENS[1]) {
				this.#values += 1;
				this.#depth += 1;
			} else if (byte === CLOSES[0] || byte === CLOSES[1]) this.#depth -= 1;
			if (this.#depth > jsonLimits.depth || this.#values > jsonLimits.values) return false;
		}
		return true;
	}

	#skip(byte: number): void {
		if (this.#escaped) this.#escaped = false;
		else if (byte === BACKSLASH) this.#escaped = true;
		else if (byte === QUOTE) this.#inText = false;
	}
}
