import type { RequestHandler } from './$types';
import { isBelow } from '#server/account/below';
import { accountsOf } from '#server/account/list-accounts';
import { answer, problem } from '#server/http/answer';
import { running } from '#server/running';

/** The accounts of an organisation strictly below the committee that asks. */
export const GET: RequestHandler = async ({ url, locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	const { app } = running();
	const orgId = url.searchParams.get('org') ?? '';
	if (!(await isBelow(app.db, locals.signedIn, orgId))) return problem(404, 'not-found');
	return answer({ accounts: await accountsOf(app, orgId) });
};
