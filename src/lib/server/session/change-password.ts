import { z } from 'zod';
import { weaknesses } from '#domain/account/password-policy';
import type { App } from '#server/app';
import { transact } from '#server/db/transact';
import { confirmPassword } from '#server/session/confirm-password';
import { orgOf } from '#server/session/org-of';
import { initialsOf } from '#server/session/initials';
import { hashPassword, isPassword } from '#server/session/password';
import { previousOf } from '#server/session/previous';
import { endSessionsOf, startSession, type SignedIn } from '#server/session/session';
import { standingOf } from '#server/session/standing';
import { holdAccount, stillEnrolled } from '#server/session/still-enrolled';
import { holdClock } from '#server/sync/hold-clock';

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

/** A new password ends every session of the account and begins one here. */
export async function changePassword(
	app: App,
	signedIn: SignedIn,
	{ current, next }: NewPassword
): Promise<ChangeResult> {
	const { account, device, orgId, campus } = signedIn;
	const held = await app.db
		.selectFrom('account')
		.select(['password_hash', 'previous_hashes', 'code_until'])
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	const confirmed = await confirmPassword(app, signedIn, current);
	if (confirmed.kind !== 'right') return confirmed;

	const last = previousOf(held);
	const org = await orgOf(app.db, campus, orgId);
	const wasUsed = await isOneOf(next, last);
	const reasons = weaknesses(next, {
		account,
		orgNames: [org.fullName, org.shortName],
		initials: initialsOf([org.fullName, org.shortName]),
		previous: () => wasUsed
	});
	if (reasons.length > 0) return { kind: 'weak', reasons };
	const password_hash = await hashPassword(next);
	const token = await transact(app.db, async (trx) => {
		// A reset or a lock that came while the passwords were hashed stands.
		await holdClock(trx, campus);
		await holdAccount(trx, account);
		await stillEnrolled(trx, signedIn);
		await trx
			.updateTable('account')
			.set({
				password_hash,
				must_change: 0,
				previous_hashes: JSON.stringify(last),
				code_until: null,
				code_device: null,
				restored_from: null
			})
			.where('name', '=', account)
			.execute();
		await endSessionsOf(trx, account);
		const { generation = 0 } = (await standingOf(trx, account)) ?? {};
		return startSession(trx, { account, device, generation }, app.now());
	});
	app.bus.recheck(account);
	return { kind: 'changed', token };
}

async function isOneOf(password: string, hashes: readonly string[]): Promise<boolean> {
	// A text the policy refuses for its length alone is not worth hashing.
	if ([...password].length > 128) return false;
	for (const hash of hashes) if (await isPassword(password, hash)) return true;
	return false;
}
