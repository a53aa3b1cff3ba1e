import type { App } from '#server/app';
import { audit } from '#server/account/audit';
import { endSessionsOf, type SignedIn } from '#server/session/session';

/** A locked account signs in nowhere until it is unlocked; what its devices hold stays there. */
export async function lockAccount(
	app: App,
	signedIn: SignedIn,
	account: string,
	locked: boolean
): Promise<void> {
	const at = app.now().toISOString();
	const name = locked ? 'account.lock' : 'account.unlock';
	const clock = await app.db.transaction().execute(async (trx) => {
		const value = await audit(trx, signedIn, { name, account }, at);
		await trx
			.updateTable('account')
			.set({ locked: locked ? 1 : 0 })
			.where('name', '=', account)
			.execute();
		if (locked) await endSessionsOf(trx, account);
		return value;
	});
	app.bus.tell(signedIn.campus, clock);
}
