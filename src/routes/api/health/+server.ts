import type { RequestHandler } from './$types';
import { version } from '$app/environment';
import { answer } from '#server/http/answer';
import { running } from '#server/running';
import { hasCampus } from '#server/setup/make-campus';

/** Answers 200 only when the database answers. */
export const GET: RequestHandler = async () => {
	const { app } = running();
	await hasCampus(app);
	return answer({ ok: true, version, database: app.engine });
};
