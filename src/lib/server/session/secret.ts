import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie; it is put there and nowhere else. */
export function drawSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** The database holds only this of a secret. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
