import type { RequestHandler } from './$types';
import { answer, problem, revokedAnswer } from '#server/http/answer';
import { running } from '#server/running';
import { deviceCookieName } from '#server/session/cookie';
import { findDevice } from '#server/session/device';

/**
 * Whether a device is still welcome. Asked while it is locked or its session is over, so only its own
 * cookie answers for it; a stranger learns nothing.
 */
export const GET: RequestHandler = async ({ url, cookies }) => {
	const id = url.searchParams.get('id') ?? '';
	const found = await findDevice(running().app.db, id, cookies.get(deviceCookieName(url, id)));
	if (!found) return problem(401, 'session.missing');
	return found.revoked ? revokedAnswer(found.id) : answer({ ok: true });
};
