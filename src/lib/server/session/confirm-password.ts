import { CODE_MS, plainCode } from '#domain/account/activation-code';
import { isToCome } from '#server/age';
import type { App } from '#server/app';
import { hashing, isPassword } from '#server/session/password';
import type { SignedIn } from '#server/session/session';
import { standingOf } from '#server/session/standing';
import { beginTry, clearTries, countFailure } from '#server/session/throttle';

/** `generation`: of the password that was right, so that its use can ask whether it still is. */
export type Confirmed =
	{ kind: 'right'; generation: number } | { kind: 'refused' } | { kind: 'wait'; seconds: number };

/** The own password once more, before something weighty; counted like a sign-in (R-SES-06). */
export async function confirmPassword(
	app: App,
	signedIn: SignedIn,
	password: string
): Promise<Confirmed> {
	return provePassword(app, signedIn, password);
}

/** Whether it is the account’s password or its activation code; counted for the device that asks. */
export async function provePassword(
	app: App,
	{ account, device }: { account: string; device: string },
	password: string
): Promise<Confirmed> {
	if (hashing.isFull) return { kind: 'wait', seconds: 2 };
	const source = { address: '', device };
	const seconds = await beginTry(app, account, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const held = await standingOf(app.db, account);
	if (!held) return { kind: 'refused' };
	const isCode = held.code_until !== null;
	if (isCode && !isToCome(held.code_until, app.now(), CODE_MS)) return { kind: 'refused' };
	const typed = isCode ? plainCode(password) : password;
	if (!(await isPassword(typed, held.password_hash))) {
		await countFailure(app, source);
		return { kind: 'refused' };
	}
	await clearTries(app, account, source);
	return { kind: 'right', generation: held.generation };
}
