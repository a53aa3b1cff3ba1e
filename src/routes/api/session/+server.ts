import type { RequestHandler } from './$types';
import { answer, problem, revokedAnswer, waitFor } from '#server/http/answer';
import { clientAddress } from '#server/http/client-address';
import { readShape, STRANGERS_BODY } from '#server/http/body';
import { running } from '#server/running';
import { cookieName, cookieOptions } from '#server/session/cookie';
import { retireDevice } from '#server/session/device';
import { endSession, findSession } from '#server/session/session';
import { sessionInfo } from '#server/session/session-info';
import { Credentials, signIn } from '#server/session/sign-in';

export const GET: RequestHandler = async ({ locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	return answer(await sessionInfo(running().app, locals.signedIn));
};

/** A new token at every sign-in; the one the browser came with dies. */
export const POST: RequestHandler = async ({ request, url, cookies, locals, getClientAddress }) => {
	const { app } = running();
	const body = await readShape(request, Credentials, STRANGERS_BODY);
	if (!body.ok) return body.response;
	const { id } = body.data.device;
	const result = await signIn(app, body.data, clientAddress(getClientAddress));
	if (result.kind === 'wait') return waitFor(result.seconds);
	if (result.kind === 'revoked') return revokedAnswer(id);
	if (result.kind === 'taken') return problem(409, 'device.taken');
	if (result.kind === 'too-many') return problem(403, 'device.too-many');
	if (result.kind === 'closed') return problem(403, result.why);
	if (result.kind === 'refused') {
		const { restored } = result;
		return problem(401, 'session.refused', restored === undefined ? {} : { restored });
	}
	if (locals.signedIn) await endSession(app.db, locals.signedIn.tokenHash);
	const signedIn = await findSession(app, result.token);
	if (!signedIn) return problem(401, 'session.refused');
	cookies.set(cookieName(url), result.token, cookieOptions(url));
	return answer(await sessionInfo(app, signedIn));
};

/** Ends the session; `?device=emptied` says that nothing is left on the device either. */
export const DELETE: RequestHandler = async ({ url, cookies, locals }) => {
	const { signedIn } = locals;
	if (signedIn) await endSession(running().app.db, signedIn.tokenHash);
	cookies.delete(cookieName(url), cookieOptions(url));
	if (signedIn && url.searchParams.get('device') === 'emptied') {
		await retireDevice(running().app, signedIn.device);
	}
	return new Response(null, { status: 204 });
};
