import { opened } from '#server/account/opened';

/** What a device sealed under its data key, as JSON; undefined when the seal does not hold. */
export function openSealed(key: Buffer | undefined, place: string, sealed: string): unknown {
	const plain = opened(key, place, sealed);
	if (!plain) return undefined;
	try {
		return JSON.parse(plain.toString('utf8'));
	} catch {
		// Not JSON under its seal: the sender is told as of a broken seal, and keeps what it has.
		return undefined;
	}
}
