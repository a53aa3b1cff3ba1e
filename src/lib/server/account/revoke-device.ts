import type { App } from '#server/app';
import { audit } from '#server/account/audit';
import { accountBelow } from '#server/account/below';
import type { SignedIn } from '#server/session/session';

export interface Revocation {
	account: string;
	device: string;
}

/** Another device of the own account, or any device of an account strictly below. */
export async function mayRevoke(
	app: App,
	signedIn: SignedIn,
	{ account, device }: Revocation
): Promise<boolean> {
	if (device === signedIn.device) return false;
	const isOwn = account === signedIn.account;
	if (!isOwn && !(await accountBelow(app, signedIn, account))) return false;
	const found = await app.db
		.selectFrom('device')
		.select('id')
		.where('account', '=', account)
		.where('id', '=', device)
		.executeTakeFirst();
	return found !== undefined;
}

/**
 * From this commit on the device’s session opens nothing and its key in escrow is given to nobody.
 * The key stays for one use: what the device hands over is opened with it here (V-5).
 */
export async function revokeDevice(
	app: App,
	signedIn: SignedIn,
	{ account, device }: Revocation
): Promise<void> {
	const at = app.now().toISOString();
	const line = { name: 'device.revoke' as const, account, device };
	const clock = await app.db.transaction().execute(async (trx) => {
		const value = await audit(trx, signedIn, line, at);
		await trx
			.updateTable('device')
			.set({ revoked_at: at })
			.where('account', '=', account)
			.where('id', '=', device)
			.where('revoked_at', 'is', null)
			.execute();
		return value;
	});
	// Every stream of the campus hears it; the revoked device asks and gets its answer.
	app.bus.tell(signedIn.campus, clock);
}
