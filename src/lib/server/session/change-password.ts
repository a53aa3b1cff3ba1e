import { z } from 'zod';
import { weaknesses } from '#domain/account/password-policy';
import type { App } from '#server/app';
import { orgOf } from '#server/session/org-of';
import { hashing, hashPassword, isPassword } from '#server/session/password';
import { endSessionsOf, startSession, type SignedIn } from '#server/session/session';
import { clearTries, countTry } from '#server/session/throttle';

export const NewPassword = z.strictObject({
	current: z.string().max(1000),
	next: z.string().max(1000)
});
export type NewPassword = z.infer<typeof NewPassword>;

export type ChangeResult =
	| { kind: 'changed'; token: string }
	| { kind: 'refused' }
	| { kind: 'weak'; reasons: string[] }
	| { kind: 'wait'; seconds: number };

const REMEMBERED = z.array(z.string());
/** How many earlier passwords may not come back. */
const PREVIOUS = 5;

/** A new password ends every session of the account and begins one here. */
export async function changePassword(
	app: App,
	{ account, device, orgId, campus }: SignedIn,
	{ current, next }: NewPassword
): Promise<ChangeResult> {
	if (hashing.isFull) return { kind: 'wait', seconds: 2 };
	const source = { address: '', device };
	const seconds = await countTry(app, account, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const held = await app.db
		.selectFrom('account')
		.select(['password_hash', 'previous_hashes'])
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	if (!(await isPassword(current, held.password_hash))) return { kind: 'refused' };
	await clearTries(app, account, source);

	const earlier = REMEMBERED.parse(JSON.parse(held.previous_hashes));
	const last = [held.password_hash, ...earlier].slice(0, PREVIOUS);
	const org = await orgOf(app.db, campus, orgId);
	const wasUsed = await isOneOf(next, last);
	const reasons = weaknesses(next, {
		account,
		orgNames: [org.fullName, org.shortName],
		initials: [],
		previous: () => wasUsed
	});
	if (reasons.length > 0) return { kind: 'weak', reasons };
	const password_hash = await hashPassword(next);
	const token = await app.db.transaction().execute(async (trx) => {
		await trx
			.updateTable('account')
			.set({ password_hash, must_change: 0, previous_hashes: JSON.stringify(last) })
			.where('name', '=', account)
			.execute();
		await endSessionsOf(trx, account);
		return startSession(trx, { account, device }, app.now());
	});
	return { kind: 'changed', token };
}

async function isOneOf(password: string, hashes: readonly string[]): Promise<boolean> {
	// A text the policy refuses for its length alone is not worth hashing.
	if ([...password].length > 128) return false;
	for (const hash of hashes) if (await isPassword(password, hash)) return true;
	return false;
}
