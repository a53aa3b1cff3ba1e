import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { logError } from '#server/log';

/** Whoever has the key that devices’ keys lie sealed under. */
export interface KeyHolder {
	readonly escrowKey: Buffer;
}

const IV = 12;
const TAG = 16;

/** Bound to its device, so that no row can stand in for another one. */
function placeOf(account: string, device: string): Buffer {
	return Buffer.from(`escrow|${account}|${device}|v1`);
}

export function sealKey(
	{ escrowKey }: KeyHolder,
	account: string,
	device: string,
	key: Buffer
): string {
	const iv = randomBytes(IV);
	const cipher = createCipheriv('aes-256-gcm', escrowKey, iv);
	cipher.setAAD(placeOf(account, device));
	return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString(
		'base64'
	);
}

/** Undefined when the server’s key is another one than it was sealed with. */
export function openKey(
	{ escrowKey }: KeyHolder,
	account: string,
	device: string,
	sealed: string
): Buffer | undefined {
	const bytes = Buffer.from(sealed, 'base64');
	try {
		const cipher = createDecipheriv('aes-256-gcm', escrowKey, bytes.subarray(0, IV));
		cipher.setAAD(placeOf(account, device));
		cipher.setAuthTag(bytes.subarray(-TAG));
		return Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]);
	} catch (error) {
		logError('escrow.unreadable', device, error);
		return undefined;
	}
}
