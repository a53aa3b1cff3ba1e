import { randomBytes } from 'node:crypto';
import { CODE_LETTERS, CODE_MS, codeFrom, plainCode } from '#domain/account/activation-code';
import type { App } from '#server/app';
import { act } from '#server/account/act';
import { orgOf } from '#server/session/org-of';
import { hashPassword } from '#server/session/password';
import { previousOf } from '#server/session/previous';
import { endSessionsOf, type SignedIn } from '#server/session/session';

/**
 * The old password dies at once, every session of the account ends, and a one-time activation code
 * takes its place. It is returned here and nowhere else; devices lock and erase nothing (R-ACC-03).
 */
export async function resetPassword(
	app: App,
	signedIn: SignedIn,
	account: string
): Promise<{ code: string; until: string }> {
	const code = codeFrom(randomBytes(CODE_LETTERS));
	const password_hash = await hashPassword(plainCode(code));
	const now = app.now();
	const until = new Date(now.getTime() + CODE_MS).toISOString();
	const { shortName } = await orgOf(app.db, signedIn.campus, signedIn.orgId);
	await act(app, signedIn, {
		line: { name: 'account.reset', account },
		async work(trx, at) {
			const held = await trx
				.selectFrom('account')
				.select(['password_hash', 'previous_hashes', 'code_until'])
				.where('name', '=', account)
				.executeTakeFirstOrThrow();
			await trx
				.updateTable('account')
				.set({
					password_hash,
					must_change: 1,
					code_until: until,
					code_device: null,
					restored_from: null,
					reset_at: at,
					reset_by: shortName,
					previous_hashes: JSON.stringify(previousOf(held))
				})
				.where('name', '=', account)
				.execute();
			await trx.deleteFrom('attempt').where('account', '=', account).execute();
			await endSessionsOf(trx, account);
		}
	});
	return { code, until };
}
