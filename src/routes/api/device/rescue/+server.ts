import type { RequestHandler } from './$types';
import { Rescue, rescueLimits } from '#domain/account/rescue';
import { takeRescue } from '#server/account/take-rescue';
import { answer, problem } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { running } from '#server/running';
import { deviceCookieName } from '#server/session/cookie';
import { findDevice } from '#server/session/device';

/** A revoked device hands over what it has not sent. No other device may use this way. */
export const POST: RequestHandler = async ({ request, url, cookies }) => {
	const body = await readJson(request, rescueLimits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = Rescue.safeParse(body.data);
	if (!asked.success) return problem(422, 'request.malformed');
	const { app } = running();
	const { device: id } = asked.data;
	const device = await findDevice(app.db, id, cookies.get(deviceCookieName(url, id)));
	if (!device?.revoked) return problem(401, 'session.missing');
	return answer(await takeRescue(app, device, asked.data));
};
