import type { RequestHandler } from './$types';
import { limits } from '#domain/protocol/protocol';
import { jsonText, problem, waitFor } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readJson } from '#server/http/body';
import { readRequest } from '#server/sync/read-request';
import { running } from '#server/running';
import { noteContact } from '#server/session/device-contact';
import { syncText } from '#server/sync/handle-sync';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readJson(request, limits.bodyBytes);
	if (!body.ok) return body.response;
	const asked = readRequest(body.data);
	if (!asked.ok) return asked.response;
	// A tab of one account never speaks with the cookie of another (R-DEV-02).
	if (asked.data.device !== signedIn.device) return problem(401, 'session.missing');
	const { app } = running();
	const { changes } = asked.data;
	// The changes stay with their author; the log is not the place for what is refused over and over.
	const wait = changes.length > 0 ? app.budgets.wait('refused', signedIn, app.now()) : 0;
	if (wait > 0) return waitFor(wait);
	return asSignedIn(signedIn, async () => {
		const text = await syncText(app, asked.data, signedIn);
		await noteContact(app, signedIn, asked.data);
		return jsonText(text);
	});
};
