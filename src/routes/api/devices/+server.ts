import type { RequestHandler } from './$types';
import { devicesOf } from '#server/account/list-devices';
import { RenameRequest } from '#server/account/requests';
import { answer, problem } from '#server/http/answer';
import { readShape } from '#server/http/body';
import { running } from '#server/running';
import { renameDevice } from '#server/session/device';

/** The account’s own devices. */
export const GET: RequestHandler = async ({ locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	const { account, device } = locals.signedIn;
	return answer({ here: device, devices: await devicesOf(running().app, account) });
};

/** Another name for the device that asks. */
export const POST: RequestHandler = async ({ request, locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, RenameRequest);
	if (!body.ok) return body.response;
	await renameDevice(running().app, locals.signedIn.device, body.data.name);
	return answer({ ok: true });
};
