import type { RequestHandler } from './$types';
import { problem, waitFor } from '#server/http/answer';
import { budgets } from '#server/http/budgets';
import { liveStream } from '#server/live/stream';
import { running } from '#server/running';
import { isLive } from '#server/session/session';
import { clockOf } from '#server/sync/clock-of';

/** After that long another stream may have ended. */
const BUSY_SECONDS = 60;

export const GET: RequestHandler = async ({ locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const { app } = running();
	const all = app.bus.streamsOf(signedIn.account);
	if (all.length >= budgets.streams.account) return waitFor(BUSY_SECONDS);
	const own = all.filter(({ device }) => device === signedIn.device);
	// A line that broke without a word still counts here; the newest is the one that lives.
	for (const old of own.slice(0, Math.max(0, own.length + 1 - budgets.streams.device))) old.end();
	const clock = await clockOf(app.db, signedIn.campus);
	return liveStream(app, signedIn, clock, () => isLive(app, signedIn.tokenHash));
};
