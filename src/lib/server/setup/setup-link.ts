import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one-time link of the console. It lives in this process only and opens an empty database only. */
export class SetupLink {
	readonly token = randomBytes(24).toString('base64url');

	opens(token: string): boolean {
		return timingSafeEqual(digest(token), digest(this.token));
	}

	at(origin: string): string {
		return `${origin}/setup?token=${this.token}`;
	}
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
