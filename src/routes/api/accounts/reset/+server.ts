import { z } from 'zod';
import type { RequestHandler } from './$types';
import { accountBelow } from '#server/account/below';
import { resetPassword } from '#server/account/reset-password';
import { answer, problem } from '#server/http/answer';
import { readShape } from '#server/http/body';
import { refusedConfirmation } from '#server/http/confirm';
import { running } from '#server/running';

/** No password is ever chosen for somebody else. */
const Reset = z.strictObject({
	account: z.string().max(60),
	/** The own password once more. */
	password: z.string().max(1000)
});

export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, Reset);
	if (!body.ok) return body.response;
	const { app } = running();
	const target = await accountBelow(app, signedIn, body.data.account);
	if (!target) return problem(404, 'not-found');
	const refused = await refusedConfirmation(app, signedIn, body.data.password);
	return refused ?? answer(await resetPassword(app, signedIn, target.account));
};
