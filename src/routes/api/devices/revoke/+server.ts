import type { RequestHandler } from './$types';
import { mayRevoke, revokeDevice } from '#server/account/revoke-device';
import { RevokeRequest } from '#server/account/requests';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { refusedConfirmation } from '#server/http/confirm';
import { running } from '#server/running';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, RevokeRequest);
	if (!body.ok) return body.response;
	const { password, ...revocation } = body.data;
	const { app } = running();
	if (!(await mayRevoke(app.db, signedIn, revocation))) return problem(404, 'not-found');
	const refused = await refusedConfirmation(app, signedIn, password);
	if (refused) return refused;
	return asSignedIn(signedIn, async () => {
		await revokeDevice(app, signedIn, revocation);
		return answer({ ok: true });
	});
};
