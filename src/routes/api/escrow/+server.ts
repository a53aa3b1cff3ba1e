import type { RequestHandler } from './$types';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { running } from '#server/running';
import { DataKey, deposit, release } from '#server/session/escrow';

/** The data key back, once, right after signing in on the device it belongs to. */
export const GET: RequestHandler = async ({ locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	return asSignedIn(signedIn, async () => {
		const key = await release(running().app, signedIn);
		return key === undefined ? problem(403, 'escrow.refused') : answer({ key });
	});
};

export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, DataKey);
	if (!body.ok) return body.response;
	return asSignedIn(signedIn, async () => {
		const isKept = await deposit(running().app, signedIn, body.data.key);
		return isKept ? answer({ ok: true }) : problem(409, 'escrow.refused');
	});
};
