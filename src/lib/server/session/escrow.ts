import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '#server/app';
import type { Database, Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import type { SignedIn } from '#server/session/session';
import { holdAccount, stillEnrolled } from '#server/session/still-enrolled';

/** 32 bytes, base64. */
export const DataKey = z.strictObject({ key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) });

const IV = 12;
const TAG = 16;

/** Bound to its device, so that no row can stand in for another one. */
function placeOf(account: string, device: string): Buffer {
	return Buffer.from(`escrow|${account}|${device}|v1`);
}

function sealKey(app: App, account: string, device: string, key: Buffer): string {
	const iv = randomBytes(IV);
	const cipher = createCipheriv('aes-256-gcm', app.escrowKey, iv);
	cipher.setAAD(placeOf(account, device));
	return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString(
		'base64'
	);
}

/** @throws Error when the server’s key is another one than it was sealed with */
export function openKey(app: App, account: string, device: string, sealed: string): Buffer {
	const bytes = Buffer.from(sealed, 'base64');
	const cipher = createDecipheriv('aes-256-gcm', app.escrowKey, bytes.subarray(0, IV));
	cipher.setAAD(placeOf(account, device));
	cipher.setAuthTag(bytes.subarray(-TAG));
	return Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]);
}

/** Takes a device’s data key; the first one stays, because it never changes. false: another one is here. */
export async function deposit(app: App, signedIn: SignedIn, key: string): Promise<boolean> {
	const { account, device } = signedIn;
	const sealed = sealKey(app, account, device, Buffer.from(key, 'base64'));
	const held = await transact(app.db, async (trx) => {
		await holdAccount(trx, account);
		await stillEnrolled(trx, signedIn);
		const { numUpdatedRows } = await trx
			.updateTable('device')
			.set({ escrow: sealed })
			.where('account', '=', account)
			.where('id', '=', device)
			.where('escrow', 'is', null)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		return numUpdatedRows > 0n ? sealed : heldFor(trx, account, device);
	});
	return held !== null && openKey(app, account, device, held).toString('base64') === key;
}

/**
 * Gives the key back once, and only to a session that began a moment ago on the device the key
 * belongs to (V-3). Undefined: no, whatever the reason.
 */
export async function release(app: App, signedIn: SignedIn): Promise<string | undefined> {
	const { account, device, tokenHash } = signedIn;
	const held = await transact(app.db, async (trx) => {
		await holdAccount(trx, account);
		await stillEnrolled(trx, signedIn);
		const { numUpdatedRows } = await trx
			.updateTable('session')
			.set({ escrow_until: null })
			.where('token_hash', '=', tokenHash)
			.where('escrow_until', '>', app.now().toISOString())
			.executeTakeFirst();
		return numUpdatedRows > 0n ? heldFor(trx, account, device) : null;
	});
	return held === null ? undefined : openKey(app, account, device, held).toString('base64');
}

/** Whether the device’s data key is here. */
export async function hasEscrow(app: App, account: string, device: string): Promise<boolean> {
	return (await heldFor(app.db, account, device)) !== null;
}

async function heldFor(
	db: Database | Trx,
	account: string,
	device: string
): Promise<string | null> {
	const found = await db
		.selectFrom('device')
		.select('escrow')
		.where('account', '=', account)
		.where('id', '=', device)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return found?.escrow ?? null;
}
