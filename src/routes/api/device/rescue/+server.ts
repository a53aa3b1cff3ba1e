import type { RequestHandler } from './$types';
import { DEVICE_SECRET } from '#domain/account/device';
import { Rescue, rescueLimits } from '#domain/account/rescue';
import { HandoverFull } from '#server/account/quarantine';
import { takeHandover, type HandedOver } from '#server/account/take-handover';
import { answer, problem, waitFor } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { running } from '#server/running';
import { deviceOf } from '#server/session/device';

/**
 * A revoked device hands over what it has not sent. No other device may use this way; its secret
 * stands in the header, so that nobody else’s body is read.
 */
export const POST: RequestHandler = async ({ request }) => {
	const { app } = running();
	const device = await deviceOf(app.db, request.headers.get(DEVICE_SECRET));
	if (!device?.revoked) return problem(401, 'session.missing');
	const body = await readJson(request, rescueLimits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = Rescue.safeParse(body.data);
	if (!asked.success) return problem(422, 'request.malformed');
	if (asked.data.device !== device.id) return problem(401, 'session.missing');
	try {
		return answered(await takeHandover(app, device, asked.data));
	} catch (error) {
		if (error instanceof HandoverFull) return problem(413, 'request.too-large');
		throw error;
	}
};

function answered(handed: HandedOver): Response {
	switch (handed.kind) {
		case 'taken':
			return answer(handed.value);
		case 'locked':
			return problem(403, 'account.locked');
		case 'wait':
			return waitFor(handed.seconds);
		case 'refused':
			return problem(401, 'session.refused');
	}
}
