import { CODE_MS } from '#domain/account/activation-code';
import { LONGEST_UNUSED_DAYS } from '#domain/account/device';
import { isToCome } from '#server/age';
import type { Database, Trx } from '#server/db/schema';

/** Why an account does not open to the right password. */
export type Closed = 'account.locked' | 'account.unused' | 'code.expired' | 'code.used';

/** What decides whether an account opens. */
export interface Standing {
	org_id: string;
	campus: string;
	password_hash: string;
	code_until: string | null;
	code_device: string | null;
	locked: number;
	last_sign_in: string | null;
	reset_at: string | null;
	generation: number;
	restored_from: string | null;
}

export async function standingOf(
	db: Database | Trx,
	account: string
): Promise<Standing | undefined> {
	return db
		.selectFrom('account')
		.select(['org_id', 'campus', 'password_hash', 'code_until', 'code_device', 'locked'])
		.select(['last_sign_in', 'reset_at', 'generation', 'restored_from'])
		.where('name', '=', account)
		.executeTakeFirst();
}

const DAY = 24 * 3_600_000;

/** Said only to somebody who has shown the right password (AC-04). */
export function closedFor(held: Standing, device: string, now: Date): Closed | undefined {
	if (held.locked !== 0) return 'account.locked';
	if (held.code_until !== null) {
		// A code is good for 72 hours and for the one device that uses it first.
		if (!isToCome(held.code_until, now, CODE_MS)) return 'code.expired';
		return (held.code_device ?? device) === device ? undefined : 'code.used';
	}
	return isUnused(held, now) ? 'account.unused' : undefined;
}

/** A reset begins it anew. Nobody stands above the root, so its account stays open. */
function isUnused({ org_id, campus, last_sign_in, reset_at }: Standing, now: Date): boolean {
	if (org_id === campus || last_sign_in === null) return false;
	const last = Math.max(Date.parse(last_sign_in), Date.parse(reset_at ?? last_sign_in));
	return now.getTime() - last > LONGEST_UNUSED_DAYS * DAY;
}
