import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { problem } from '#server/http/answer';
import { drainUnread } from '#server/http/drain';
import { securityHeaders } from '#server/http/security-headers';

const pack = promisify(gzip);
/** Smaller ones fit in one packet anyway. */
const WORTH_PACKING = 1024;

/** What every answer of the API gets on its way out. */
export async function finishApi(response: Response, request: Request, url: URL): Promise<Response> {
	// A body nobody asked for would keep its sender from ever reading the answer.
	await drainUnread(request);
	const finished = await packed(plain(response), request);
	finished.headers.set('cache-control', 'no-store');
	return withSecurityHeaders(finished, url);
}

export function withSecurityHeaders(response: Response, url: URL): Response {
	for (const [name, value] of Object.entries(securityHeaders(url.origin))) {
		response.headers.set(name, value);
	}
	return response;
}

/** Error pages of the framework become the one body that API errors have. */
function plain(response: Response): Response {
	const type = response.headers.get('content-type') ?? '';
	if (response.status < 400 || type.startsWith('application/json; charset=utf-8')) return response;
	if (response.status === 404) return problem(404, 'not-found');
	if (response.status === 413) return problem(413, 'request.too-large');
	if (response.status < 500) return problem(response.status, 'request.malformed');
	return problem(500, 'server.error');
}

async function packed(response: Response, request: Request): Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	const accepts = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	if (!accepts || !type.startsWith('application/json')) return response;
	const bytes = Buffer.from(await response.arrayBuffer());
	const { status, headers } = response;
	headers.set('vary', 'accept-encoding');
	if (bytes.length < WORTH_PACKING) return new Response(bytes, { status, headers });
	headers.set('content-encoding', 'gzip');
	headers.delete('content-length');
	const level = constants.Z_BEST_SPEED;
	return new Response(await pack(bytes, { level }), { status, headers });
}
