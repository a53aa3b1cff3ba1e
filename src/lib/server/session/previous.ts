import { z } from 'zod';

const Remembered = z.array(z.string());
/** How many earlier passwords may not come back. */
const PREVIOUS = 5;

/** The hashes a new password is compared with, newest first. A code was never anybody’s choice. */
export function previousOf(account: {
	password_hash: string;
	previous_hashes: string;
	code_until: string | null;
}): string[] {
	const earlier = Remembered.parse(JSON.parse(account.previous_hashes));
	const own = account.code_until === null ? [account.password_hash] : [];
	return [...own, ...earlier].slice(0, PREVIOUS);
}
