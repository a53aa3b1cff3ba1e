import type { RequestHandler } from './$types';
import { limits } from '#domain/mutation/protocol';
import { jsonText, problem, revokedAnswer } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { readRequest } from '#server/sync/read-request';
import { running } from '#server/running';
import { noteContact } from '#server/session/device-contact';
import { RevokedMeanwhile } from '#server/session/still-enrolled';
import { syncText } from '#server/sync/handle-sync';

export const POST: RequestHandler = async ({ request, locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	const body = await readJson(request, limits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = readRequest(body.data);
	if (!asked.ok) return asked.response;
	// A tab of one account never speaks with the cookie of another (R-DEV-02).
	if (asked.data.device !== locals.signedIn.device) return problem(401, 'session.missing');
	const { app } = running();
	const { changes, unsent } = asked.data;
	try {
		const text = await syncText(app, asked.data, locals.signedIn);
		await noteContact(app, locals.signedIn, unsent, changes.length);
		return jsonText(text);
	} catch (error) {
		if (error instanceof RevokedMeanwhile) return revokedAnswer(locals.signedIn.device);
		throw error;
	}
};
