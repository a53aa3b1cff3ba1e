import type { App } from '#server/app';
import { hashing, isPassword } from '#server/session/password';
import type { SignedIn } from '#server/session/session';
import { clearTries, countTry } from '#server/session/throttle';

export type Confirmed = { kind: 'right' } | { kind: 'refused' } | { kind: 'wait'; seconds: number };

/** The own password once more, before something weighty; counted like a sign-in (R-SES-06). */
export async function confirmPassword(
	app: App,
	{ account, device }: SignedIn,
	password: string
): Promise<Confirmed> {
	if (hashing.isFull) return { kind: 'wait', seconds: 2 };
	const source = { address: '', device };
	const seconds = await countTry(app, account, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const { password_hash } = await app.db
		.selectFrom('account')
		.select('password_hash')
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	if (!(await isPassword(password, password_hash))) return { kind: 'refused' };
	await clearTries(app, account, source);
	return { kind: 'right' };
}
