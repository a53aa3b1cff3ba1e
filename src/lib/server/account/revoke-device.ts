import type { App } from '#server/app';
import { act } from '#server/account/act';
import { accountBelow } from '#server/account/below';
import type { Database, Trx } from '#server/db/schema';
import type { SignedIn } from '#server/session/session';

export interface Revocation {
	account: string;
	device: string;
}

/** Another device of the own account, or any device of an account strictly below. */
export async function mayRevoke(
	db: Database | Trx,
	signedIn: SignedIn,
	{ account, device }: Revocation
): Promise<boolean> {
	if (device === signedIn.device) return false;
	const isOwn = account === signedIn.account;
	if (!isOwn && !(await accountBelow(db, signedIn, account))) return false;
	const found = await db
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
	revocation: Revocation
): Promise<void> {
	const { account, device } = revocation;
	// Every stream of the campus hears it; the revoked device asks and gets its answer.
	await act(app, signedIn, {
		line: { name: 'device.revoke', account, device },
		may: (trx) => mayRevoke(trx, signedIn, revocation),
		async work(trx, at) {
			await trx
				.updateTable('device')
				.set({ revoked_at: at })
				.where('account', '=', account)
				.where('id', '=', device)
				.where('revoked_at', 'is', null)
				.execute();
		}
	});
}
