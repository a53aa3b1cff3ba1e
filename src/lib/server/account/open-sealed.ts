import { createDecipheriv } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** What a device sealed under its data key, as JSON; undefined when the seal does not hold. */
export function openSealed(key: Buffer | undefined, place: string, sealed: string): unknown {
	const bytes = Buffer.from(sealed, 'base64');
	if (!key || bytes.length <= IV + TAG) return undefined;
	try {
		const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV));
		cipher.setAAD(Buffer.from(place));
		cipher.setAuthTag(bytes.subarray(-TAG));
		const plain = Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]);
		return JSON.parse(plain.toString('utf8'));
	} catch {
		// The seal says "not mine" and nothing else: the sender is told, and keeps what it has.
		return undefined;
	}
}
