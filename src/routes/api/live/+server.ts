import type { RequestHandler } from './$types';
import { problem } from '#server/http/answer';
import { liveStream } from '#server/live/stream';
import { running } from '#server/running';
import { isLive } from '#server/session/session';
import { clockOf } from '#server/sync/clock-of';

export const GET: RequestHandler = async ({ locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const { app } = running();
	const clock = await clockOf(app.db, signedIn.campus);
	return liveStream(app, signedIn, clock, () => isLive(app, signedIn.tokenHash));
};
