import { deviceRevoked, REVOKED_STATUS } from '#domain/account/device-revoked';
import type { ApiProblem } from '#domain/protocol/protocol';
import type { Trouble } from '#server/db/trouble';

/** JSON text as it is, so that a large reply is made only once. */
export function jsonText(text: string, status = 200): Response {
	return new Response(text, {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8' }
	});
}

export function answer(data: unknown, status = 200): Response {
	return jsonText(JSON.stringify(data), status);
}

/** Every answer that is not the success asked for. */
export function problem(
	status: number,
	code: ApiProblem['code'],
	more: Omit<ApiProblem, 'code'> = {}
): Response {
	return answer({ code, ...more }, status);
}

/** The one answer after which a device hands over and empties itself (V-5). */
export function revokedAnswer(device: string): Response {
	return answer(deviceRevoked(device), REVOKED_STATUS);
}

/** 429: the same number in the header and in the body. */
export function waitFor(seconds: number): Response {
	return comeAgain(429, 'session.wait', seconds);
}

/** A database that is busy or restarting is back soon; space has to be made by somebody. */
export function troubleAnswer(trouble: Trouble): Response {
	return trouble === 'full'
		? comeAgain(507, 'database.full', 60)
		: comeAgain(503, 'database.away', 5);
}

function comeAgain(status: number, code: ApiProblem['code'], seconds: number): Response {
	const response = problem(status, code, { retryAfter: seconds });
	response.headers.set('retry-after', String(seconds));
	return response;
}
