import { problem, revokedAnswer } from '#server/http/answer';
import type { SignedIn } from '#server/session/session';

/** What a session that has to replace its password may still do. */
const BEFORE_NEW_PASSWORD = new Set([
	'/api/session',
	'/api/password',
	'/api/escrow',
	'/api/device',
	'/api/device/rescue',
	'/api/health',
	'/api/setup'
]);

/** What says for itself whether the device was revoked, or has nothing to do with devices. */
const JUDGES_ITSELF = new Set(['/api/device', '/api/device/rescue', '/api/health', '/api/setup']);

/** Why a request to the API is not even looked at; undefined lets it pass. */
export function refusalOf(
	request: Request,
	url: URL,
	signedIn: SignedIn | undefined
): Response | undefined {
	const { headers, method } = request;
	if (method !== 'GET' && method !== 'HEAD') {
		// A missing Origin is a foreign one: every browser of ours sends it.
		if (headers.get('origin') !== url.origin) return problem(403, 'origin.foreign');
		const site = headers.get('sec-fetch-site');
		if (site !== null && site !== 'same-origin') return problem(403, 'origin.foreign');
		const isPlainJson =
			headers.get('content-type') === 'application/json' &&
			(headers.get('content-encoding') ?? 'identity') === 'identity';
		if (method !== 'DELETE' && !isPlainJson) return problem(400, 'request.malformed');
	}
	// Signing in and out stay possible: another account may work in this browser.
	const isSession = url.pathname === '/api/session' && method !== 'GET';
	if (signedIn?.revoked && !isSession && !JUDGES_ITSELF.has(url.pathname)) {
		return revokedAnswer(signedIn.device);
	}
	if (signedIn?.mustChange && !BEFORE_NEW_PASSWORD.has(url.pathname)) {
		return problem(403, 'password.must-change');
	}
	return undefined;
}
