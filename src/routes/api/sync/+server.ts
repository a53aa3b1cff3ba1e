import type { RequestHandler } from './$types';
import { limits } from '#domain/mutation/protocol';
import { jsonText, problem } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { readRequest } from '#server/sync/read-request';
import { running } from '#server/running';
import { syncText } from '#server/sync/handle-sync';

export const POST: RequestHandler = async ({ request, locals }) => {
	if (!locals.signedIn) return problem(401, 'session.missing');
	const body = await readJson(request, limits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = readRequest(body.data);
	if (!asked.ok) return asked.response;
	// A tab of one account never speaks with the cookie of another (R-DEV-02).
	if (asked.data.device !== locals.signedIn.device) return problem(401, 'session.missing');
	return jsonText(await syncText(running().app, asked.data, locals.signedIn));
};
