import type { RequestHandler } from './$types';
import { answer, problem } from '#server/http/answer';
import { readShape, STRANGERS_BODY } from '#server/http/body';
import { running } from '#server/running';
import { hasCampus, makeCampus } from '#server/setup/make-campus';
import { SetupRequest } from '#server/setup/setup-request';

export const GET: RequestHandler = async ({ url }) => {
	const { app, link } = running();
	if (await hasCampus(app)) return problem(404, 'setup.closed');
	return answer({ open: link.opens(url.searchParams.get('token') ?? '') });
};

export const POST: RequestHandler = async ({ request }) => {
	const { app, link } = running();
	const body = await readShape(request, SetupRequest, STRANGERS_BODY);
	if (!body.ok) return body.response;
	const { token, ...choice } = body.data;
	if (!link.opens(token)) return problem(404, 'setup.closed');
	const result = await makeCampus(app, choice);
	if (result.kind === 'closed') return problem(404, 'setup.closed');
	if (result.kind === 'weak') return problem(422, 'password.weak', { reasons: result.reasons });
	return answer({ accounts: result.accounts });
};
