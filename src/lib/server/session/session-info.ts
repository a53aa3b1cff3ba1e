import type { App } from '#server/app';
import { hasEscrow } from '#server/session/escrow';
import { orgOf } from '#server/session/org-of';
import type { SignedIn } from '#server/session/session';

/** What a device is told of its session. */
export async function sessionInfo(app: App, signedIn: SignedIn): Promise<object> {
	const { account, kind, orgId, campus, device, mustChange } = signedIn;
	const org = await orgOf(app.db, campus, orgId);
	const serverTime = app.now().toISOString();
	const escrowed = await hasEscrow(app, account, device);
	return { account, kind, orgId, orgName: org.shortName, campus, mustChange, escrowed, serverTime };
}
