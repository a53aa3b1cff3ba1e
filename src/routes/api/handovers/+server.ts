import type { RequestHandler } from './$types';
import { decideHandover } from '#server/account/decide-handover';
import { handoverPage, handoversFor } from '#server/account/handovers';
import { HandoverQuery, HandoverRequest } from '#server/account/requests';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { refusedConfirmation } from '#server/http/confirm';
import { running } from '#server/running';

/** What revoked devices below handed over: the list, or with `device` the changes of one of them. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const { app } = running();
	const asked = HandoverQuery.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) return problem(404, 'not-found');
	const { device, from = 0 } = asked.data;
	const now = app.now();
	if (!device) return answer({ handovers: await handoversFor(app.db, signedIn, now) });
	const page = await handoverPage(app.db, signedIn, { device, from, now });
	return page ? answer(page) : problem(404, 'not-found');
};

/** 放行 or 不采用, after the own password once more. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, HandoverRequest);
	if (!body.ok) return body.response;
	const { password, ...asked } = body.data;
	const { app } = running();
	const [found] = await handoversFor(app.db, signedIn, app.now(), asked);
	if (!found) return problem(404, 'not-found');
	const refused = await refusedConfirmation(app, signedIn, password);
	if (refused) return refused;
	return asSignedIn(signedIn, async () => answer(await decideHandover(app, signedIn, asked)));
};
