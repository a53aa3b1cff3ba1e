import type { RequestHandler } from './$types';
import { DEVICE_SECRET } from '#domain/account/device';
import { answer, problem, revokedAnswer } from '#server/http/answer';
import { running } from '#server/running';
import { findDevice } from '#server/session/device';

/**
 * Whether a device is still welcome. Asked while it is locked or its session is over, so only its own
 * secret answers for it; a stranger learns nothing.
 */
export const GET: RequestHandler = async ({ url, request }) => {
	const id = url.searchParams.get('id') ?? '';
	const found = await findDevice(running().app.db, id, request.headers.get(DEVICE_SECRET));
	if (!found) return problem(401, 'session.missing');
	return found.revoked ? revokedAnswer(found.id) : answer({ ok: true });
};
