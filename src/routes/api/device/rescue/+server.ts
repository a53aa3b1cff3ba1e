import type { RequestHandler } from './$types';
import { DEVICE_SECRET } from '#domain/account/device';
import { Rescue, rescueLimits } from '#domain/account/rescue';
import { takeRescue } from '#server/account/take-rescue';
import { answer, problem } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { running } from '#server/running';
import { findDevice } from '#server/session/device';

/** A revoked device hands over what it has not sent. No other device may use this way. */
export const POST: RequestHandler = async ({ request }) => {
	const body = await readJson(request, rescueLimits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = Rescue.safeParse(body.data);
	if (!asked.success) return problem(422, 'request.malformed');
	const { app } = running();
	const secret = request.headers.get(DEVICE_SECRET);
	const device = await findDevice(app.db, asked.data.device, secret);
	if (!device?.revoked) return problem(401, 'session.missing');
	return answer(await takeRescue(app, device, asked.data));
};
