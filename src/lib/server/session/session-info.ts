import type { App } from '#server/app';
import { orgOf } from '#server/session/org-of';
import type { SignedIn } from '#server/session/session';

/** What a device is told of its session. */
export async function sessionInfo(app: App, signedIn: SignedIn): Promise<object> {
	const { account, kind, orgId, campus, mustChange } = signedIn;
	const org = await orgOf(app.db, campus, orgId);
	const serverTime = app.now().toISOString();
	return { account, kind, orgId, orgName: org.shortName, campus, mustChange, serverTime };
}
