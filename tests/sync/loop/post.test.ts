import { expect, test } from 'vitest';
import { z } from 'zod';
import { send, type Answer, type Fetch } from '#sync/loop/post';

const shape = z.strictObject({ n: z.int() });

function answering(body: string | null, init: ResponseInit = {}, type = 'application/json'): Fetch {
	const headers = { ...(type ? { 'content-type': type } : {}), ...init.headers };
	return async () => new Response(body, { ...init, headers });
}

function ask(fetch: Fetch): Promise<Answer<{ n: number }>> {
	return send({ method: 'POST', path: '/api/sync', body: '{}', shape }, fetch);
}

const problem = (code: string, more = {}) => JSON.stringify({ code, ...more });
const html = '<html>请登录校园网</html>';

const cases: [string, Fetch, Answer<{ n: number }>][] = [
	['the answer asked for', answering('{"n":1}'), { kind: 'ok', value: { n: 1 } }],
	['a page in place of JSON', answering(html, {}, 'text/html'), { kind: 'portal' }],
	['an empty 204', answering(null, { status: 204 }, ''), { kind: 'portal' }],
	['an empty 200', answering('', {}, ''), { kind: 'portal' }],
	[
		'a redirect',
		answering(null, { status: 302, headers: { location: 'http://portal.example' } }, ''),
		{ kind: 'portal' }
	],
	['a 401 page of a proxy', answering(html, { status: 401 }, 'text/html'), { kind: 'portal' }],
	['a 404 page', answering(html, { status: 404 }, 'text/html'), { kind: 'portal' }],
	['a 403 page of a proxy', answering(html, { status: 403 }, 'text/html'), { kind: 'blocked' }],
	[
		'a 413 page of a proxy',
		answering(html, { status: 413 }, 'text/html'),
		{ kind: 'refused', status: 413, problem: { code: 'request.too-large' } }
	],
	[
		'a 413 with a body cut short',
		answering('{"co', { status: 413 }),
		{ kind: 'refused', status: 413, problem: { code: 'request.too-large' } }
	],
	['a 502 page', answering(html, { status: 502 }, 'text/html'), { kind: 'error' }],
	['cut JSON', answering('{"n":'), { kind: 'none' }],
	['JSON of another shape', answering('{"m":1}'), { kind: 'error' }],
	['no session', answering(problem('session.missing'), { status: 401 }), { kind: 'signed-out' }],
	[
		'a refused sign-in',
		answering(problem('session.refused'), { status: 401 }),
		{ kind: 'refused', status: 401, problem: { code: 'session.refused' } }
	],
	[
		'a first password',
		answering(problem('password.must-change'), { status: 403 }),
		{ kind: 'must-change' }
	],
	[
		'another protocol',
		answering(problem('protocol.unknown', { protocol: 2 }), { status: 426 }),
		{ kind: 'outdated' }
	],
	[
		'429 with a header',
		answering(problem('session.wait'), { status: 429, headers: { 'retry-after': '40' } }),
		{ kind: 'wait', seconds: 40 }
	],
	[
		'429 with seconds in its body',
		answering(problem('session.wait', { retryAfter: 900 }), { status: 429 }),
		{ kind: 'wait', seconds: 900 }
	],
	[
		'503 without a word',
		answering(html, { status: 503 }, 'text/html'),
		{ kind: 'wait', seconds: 30 }
	],
	[
		'503 with a century',
		answering('', { status: 503, headers: { 'retry-after': '9999999999' } }, ''),
		{ kind: 'wait', seconds: 3600 }
	],
	['500', answering(problem('server.error'), { status: 500 }), { kind: 'error' }],
	[
		'too large',
		answering(problem('request.too-large'), { status: 413 }),
		{ kind: 'refused', status: 413, problem: { code: 'request.too-large' } }
	],
	['no network', () => Promise.reject(new TypeError('failed')), { kind: 'none' }]
];

test.each(cases)('[S-16] %s has its own name', async (_name, fetch, expected) => {
	expect(await ask(fetch)).toEqual(expected);
});

test('[S-16] an answer that never comes is given up when the caller stops', async () => {
	const stop = new AbortController();
	const never: Fetch = (_path, { signal }) =>
		new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
	const asked = send({ method: 'GET', path: '/api/session', shape }, never, stop.signal);
	stop.abort();
	expect(await asked).toEqual({ kind: 'none' });
});

test('no answer is ever taken from a cache, and credentials stay on the own origin', async () => {
	let seen: RequestInit = {};
	await ask(async (_path, init) => {
		seen = init;
		return new Response('{"n":1}', { headers: { 'content-type': 'application/json' } });
	});
	expect(seen).toMatchObject({
		cache: 'no-store',
		credentials: 'same-origin',
		redirect: 'manual',
		headers: { 'content-type': 'application/json' }
	});
});
