import type { RequestHandler } from './$types';
import { version } from '$app/environment';
import { answer } from '#server/http/answer';
import { healthOf } from '#server/health';
import { running } from '#server/running';

/** Answers 200 only when the database takes a row; soon in every case. */
export const GET: RequestHandler = async () => {
	const { app } = running();
	const { ok, ...facts } = await healthOf(app);
	const at = app.now().toISOString();
	const response = answer({ ok, version, at, ...facts }, ok ? 200 : 503);
	if (!ok) response.headers.set('retry-after', '5');
	return response;
};
