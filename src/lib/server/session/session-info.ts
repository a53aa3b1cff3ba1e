import type { App } from '#server/app';
import { hasEscrow } from '#server/session/escrow';
import { orgOf } from '#server/session/org-of';
import type { SignedIn } from '#server/session/session';

/** How long the devices of an account are told that its password was reset (R-ACC-04). */
const TOLD_FOR = 90 * 24 * 3_600_000;

/** What a device is told of its session. */
export async function sessionInfo(app: App, signedIn: SignedIn): Promise<object> {
	const { account, kind, orgId, campus, device, mustChange } = signedIn;
	const org = await orgOf(app.db, campus, orgId);
	const serverTime = app.now().toISOString();
	const escrowed = await hasEscrow(app, account, device);
	const reset = await lastReset(app, account);
	const info = { account, kind, orgId, orgName: org.shortName, campus, mustChange, escrowed };
	return { ...info, serverTime, ...(reset && { reset }) };
}

async function lastReset(
	app: App,
	account: string
): Promise<{ at: string; by: string } | undefined> {
	const { reset_at: at, reset_by: by } = await app.db
		.selectFrom('account')
		.select(['reset_at', 'reset_by'])
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	const oldest = new Date(app.now().getTime() - TOLD_FOR).toISOString();
	return at !== null && at > oldest ? { at, by: by ?? '' } : undefined;
}
