import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { troubleOf, type Trouble } from '#server/db/trouble';
import { problem, troubleAnswer, waitFor } from '#server/http/answer';
import { finishApi, withSecurityHeaders } from '#server/http/finish';
import { refusalOf } from '#server/http/guard';
import { logError } from '#server/log';
import { running, start } from '#server/running';
import { cookieName } from '#server/session/cookie';
import { findSession, type SignedIn } from '#server/session/session';
import { settingsOf } from '#server/settings';

/** The build imports this file too, so nothing is opened before the server really starts. */
export const init: ServerInit = async () => {
	const app = await start(settingsOf(process.env), (line) => console.log(line));
	// start.js waits for these listeners: streams end first, the database is closed last.
	process.on('branchbook:stopping', () => app.bus.close());
	process.on('sveltekit:shutdown', () => app.close());
};

/** Cookie → who asks; then the checks every call of the API has to pass. */
export const handle: Handle = async ({ event, resolve }) => {
	const { request, url, cookies, locals } = event;
	if (!url.pathname.startsWith('/api/')) return withSecurityHeaders(await resolve(event), url);
	const token = cookies.get(cookieName(url));
	try {
		if (token) locals.signedIn = await findSession(running().app, token);
	} catch (error) {
		logError('server.error', crypto.randomUUID(), error);
		const trouble = noted(error);
		const answer = trouble ? troubleAnswer(trouble) : problem(500, 'server.error');
		return finishApi(answer, request, url);
	}
	const refusal = refusalOf(request, url, locals.signedIn) ?? overBudget(locals.signedIn);
	const response = refusal ?? (await resolve(event));
	const { trouble } = locals;
	return finishApi(trouble ? troubleAnswer(trouble) : response, request, url);
};

/** One session asks so much, and no more. */
function overBudget(signedIn: SignedIn | undefined): Response | undefined {
	const { app } = running();
	const seconds = signedIn ? app.budgets.request(signedIn, app.now()) : 0;
	return seconds > 0 ? waitFor(seconds) : undefined;
}

/** What nobody expected: one line that names no person, and an id to find it by. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { message: 'not-found' };
	const id = crypto.randomUUID();
	event.locals.trouble = noted(error);
	logError('server.error', id, error);
	return { message: `server.error ${id}` };
};

/** The health check tells of a full disk as long as nobody has written since. */
function noted(error: unknown): Trouble | undefined {
	const trouble = troubleOf(error);
	if (trouble === 'full') running().app.condition.fullAt = performance.now();
	return trouble;
}
