import type { App } from '#server/app';
import { act } from '#server/account/act';
import { endSessionsOf, type SignedIn } from '#server/session/session';

/** A locked account signs in nowhere until it is unlocked; what its devices hold stays there. */
export async function lockAccount(
	app: App,
	signedIn: SignedIn,
	account: string,
	locked: boolean
): Promise<void> {
	const name = locked ? 'account.lock' : 'account.unlock';
	await act(app, signedIn, {
		line: { name, account },
		async work(trx) {
			await trx
				.updateTable('account')
				.set({ locked: locked ? 1 : 0 })
				.where('name', '=', account)
				.execute();
			if (locked) await endSessionsOf(trx, account);
		}
	});
}
