import { z } from 'zod';
import { SKEW_MS } from '#server/age';
import type { App } from '#server/app';
import type { Database, Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { openKey, sealKey } from '#server/session/key-seal';
import { ESCROW_OPEN, type SignedIn } from '#server/session/session';
import { holdAccount, stillEnrolled } from '#server/session/still-enrolled';

/** 32 bytes, base64. */
export const DataKey = z.strictObject({ key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) });

/**
 * Takes a device’s data key; the first one stays, because it never changes. One that this server cannot
 * open is as good as none. false: another one is here.
 */
export async function deposit(app: App, signedIn: SignedIn, key: string): Promise<boolean> {
	const { account, device } = signedIn;
	const sealed = sealKey(app, account, device, Buffer.from(key, 'base64'));
	return transact(app.db, async (trx) => {
		await holdAccount(trx, account);
		await stillEnrolled(trx, signedIn);
		const held = await openedFor(app, trx, signedIn);
		if (held !== undefined) return held === key;
		const { numUpdatedRows } = await trx
			.updateTable('device')
			.set({ escrow: sealed })
			.where('account', '=', account)
			.where('id', '=', device)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		return numUpdatedRows > 0n;
	});
}

/**
 * Gives the key back once, and only to a session that began a moment ago on the device the key
 * belongs to (V-3). Undefined: no, whatever the reason.
 */
export async function release(app: App, signedIn: SignedIn): Promise<string | undefined> {
	const { account, tokenHash } = signedIn;
	const now = app.now();
	const latest = new Date(now.getTime() + ESCROW_OPEN + SKEW_MS);
	return transact(app.db, async (trx) => {
		await holdAccount(trx, account);
		await stillEnrolled(trx, signedIn);
		// Looked for first: what cannot be given must not use up the one time it is given.
		const key = await openedFor(app, trx, signedIn);
		if (key === undefined) return undefined;
		const { numUpdatedRows } = await trx
			.updateTable('session')
			.set({ escrow_until: null })
			.where('token_hash', '=', tokenHash)
			.where('escrow_until', '>', now.toISOString())
			.where('escrow_until', '<=', latest.toISOString())
			.executeTakeFirst();
		return numUpdatedRows > 0n ? key : undefined;
	});
}

/** Whether the device’s data key is here and of use. */
export async function hasEscrow(app: App, account: string, device: string): Promise<boolean> {
	return (await openedFor(app, app.db, { account, device })) !== undefined;
}

/** The data key, base64. */
async function openedFor(
	app: App,
	db: Database | Trx,
	{ account, device }: Pick<SignedIn, 'account' | 'device'>
): Promise<string | undefined> {
	const found = await db
		.selectFrom('device')
		.select('escrow')
		.where('account', '=', account)
		.where('id', '=', device)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	const held = found?.escrow ?? null;
	return held === null ? undefined : openKey(app, account, device, held)?.toString('base64');
}
