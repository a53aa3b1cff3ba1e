import type { RequestHandler } from './$types';
import { accountBelow } from '#server/account/below';
import { lockAccount } from '#server/account/lock-account';
import { LockRequest } from '#server/account/requests';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { refusedConfirmation } from '#server/http/confirm';
import { running } from '#server/running';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, LockRequest);
	if (!body.ok) return body.response;
	const { account, locked, password } = body.data;
	const { app } = running();
	const target = await accountBelow(app.db, signedIn, account);
	if (!target) return problem(404, 'not-found');
	const refused = await refusedConfirmation(app, signedIn, password);
	if (refused) return refused;
	return asSignedIn(signedIn, async () => {
		await lockAccount(app, signedIn, target.account, locked);
		return answer({ ok: true });
	});
};
