import { sql } from 'kysely';
import type { Trx } from '#server/db/schema';
import { isHolding } from '#server/session/session';

/** Thrown inside a transaction, which is then undone: the device was revoked while the request was on its way. */
export class RevokedMeanwhile extends Error {
	override readonly name = 'RevokedMeanwhile';
}

/** Thrown inside a transaction, which is then undone: the session ended while the request was on its way. */
export class EndedMeanwhile extends Error {
	override readonly name = 'EndedMeanwhile';
}

/** Who acts: the device, and the session where there is one. The server itself has none. */
export interface Enrolment {
	account: string;
	device: string;
	tokenHash?: string;
}

/**
 * Judges session and device again in the transaction that uses them. Callers hold the campus clock
 * or the account’s row; locking, resetting, a new password and revoking take the same locks, so
 * nothing commits after the right to it has gone (R-AZ-07, R-DEV-05).
 */
export async function stillEnrolled(trx: Trx, principal: Enrolment): Promise<void> {
	const found = await trx
		.selectFrom('device')
		.select('revoked_at')
		.where('account', '=', principal.account)
		.where('id', '=', principal.device)
		.executeTakeFirst();
	if (found && found.revoked_at !== null) throw new RevokedMeanwhile();
	if (principal.tokenHash === undefined) return;
	if (!(await isHolding(trx, principal.tokenHash))) throw new EndedMeanwhile();
}

/** Holds the account’s row: whoever ends its sessions waits until this transaction is over. */
export async function holdAccount(trx: Trx, account: string): Promise<void> {
	await trx
		.updateTable('account')
		.set({ generation: sql<number>`generation` })
		.where('name', '=', account)
		.execute();
}
