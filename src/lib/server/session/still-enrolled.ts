import type { Trx } from '#server/db/schema';

/** Thrown inside a push, which is then undone: the device was revoked while the request was on its way. */
export class RevokedMeanwhile extends Error {
	override readonly name = 'RevokedMeanwhile';
}

/**
 * Asked after the campus clock is locked. Revoking takes the same lock, so no push of a revoked
 * device is ever committed after its revocation (R-DEV-05).
 */
export async function stillEnrolled(
	trx: Trx,
	{ account, device }: { account: string; device: string }
): Promise<void> {
	const found = await trx
		.selectFrom('device')
		.select('revoked_at')
		.where('account', '=', account)
		.where('id', '=', device)
		.executeTakeFirst();
	if (found && found.revoked_at !== null) throw new RevokedMeanwhile();
}
