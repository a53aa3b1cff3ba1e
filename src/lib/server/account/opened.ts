import { createDecipheriv } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** What lies under a device’s seal at its place; undefined when the seal says “not mine” and nothing else. */
export function opened(key: Buffer | undefined, place: string, sealed: string): Buffer | undefined {
	const bytes = Buffer.from(sealed, 'base64');
	if (!key || bytes.length <= IV + TAG) return undefined;
	try {
		const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV));
		cipher.setAAD(Buffer.from(place));
		cipher.setAuthTag(bytes.subarray(-TAG));
		return Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]);
	} catch {
		// The device is told how many could not be opened, and keeps them.
		return undefined;
	}
}
