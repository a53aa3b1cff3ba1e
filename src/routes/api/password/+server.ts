import type { RequestHandler } from './$types';
import { answer, problem, waitFor } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { running } from '#server/running';
import { changePassword, NewPassword } from '#server/session/change-password';
import { cookieName, cookieOptions } from '#server/session/cookie';

export const POST: RequestHandler = async ({ request, url, cookies, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readShape(request, NewPassword);
	if (!body.ok) return body.response;
	return asSignedIn(signedIn, async () => {
		const result = await changePassword(running().app, signedIn, body.data);
		switch (result.kind) {
			case 'wait':
				return waitFor(result.seconds);
			case 'refused':
				return problem(401, 'session.refused');
			case 'weak':
				return problem(422, 'password.weak', { reasons: result.reasons });
			case 'changed':
				cookies.set(cookieName(url), result.token, cookieOptions(url));
				return answer({ ok: true });
		}
	});
};
