import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { PROTOCOL } from '#domain/protocol/protocol';
import { answer, problem, waitFor } from '#server/http/answer';
import { readJson } from '#server/http/body';
import { drainLimits } from '#server/http/drain';
import { finishApi } from '#server/http/finish';
import { refusalOf } from '#server/http/guard';
import { logError } from '#server/log';
import type { SignedIn } from '#server/session/session';
import { readRequest } from '#server/sync/read-request';
import { branch, root } from '../support/device';
import { aRequest } from '../support/server';

const url = new URL('https://book.example/api/sync');
const here = { origin: 'https://book.example', 'content-type': 'application/json' };

const post = (headers: Record<string, string>, path = url) =>
	new Request(path, { method: 'POST', headers, body: '{}' });
const codeOf = async (response: Response | undefined) =>
	response && [response.status, ((await response.json()) as { code: string }).code];

test('a request from here passes', () => {
	expect(refusalOf(post(here), url, undefined)).toBeUndefined();
	expect(refusalOf(new Request(url), url, undefined)).toBeUndefined();
	const leave = new Request(url, { method: 'DELETE', headers: { origin: here.origin } });
	expect(refusalOf(leave, url, undefined)).toBeUndefined();
});

test.each([
	'https://evil.example',
	'https://book.example.evil.example',
	'https://evilbook.example',
	'http://book.example',
	'https://book.example:8443',
	'null',
	''
])('a foreign origin is refused: %j', async (origin) => {
	const refusal = refusalOf(post({ ...here, origin }), url, undefined);
	expect(await codeOf(refusal)).toEqual([403, 'origin.foreign']);
});

test('no origin at all is refused, and so is a request another site caused', async () => {
	const { origin: _, ...without } = here;
	expect(await codeOf(refusalOf(post(without), url, undefined))).toEqual([403, 'origin.foreign']);
	for (const site of ['cross-site', 'same-site', 'none']) {
		const refusal = refusalOf(post({ ...here, 'sec-fetch-site': site }), url, undefined);
		expect(await codeOf(refusal)).toEqual([403, 'origin.foreign']);
	}
});

test.each([
	'text/plain',
	'TEXT/PLAIN',
	'application/json; charset=utf-8',
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	''
])('only plain JSON is read: %j', async (type) => {
	const refusal = refusalOf(post({ ...here, 'content-type': type }), url, undefined);
	expect(await codeOf(refusal)).toEqual([400, 'request.malformed']);
});

test('a packed request is not unpacked', async () => {
	const refusal = refusalOf(post({ ...here, 'content-encoding': 'gzip' }), url, undefined);
	expect(await codeOf(refusal)).toEqual([400, 'request.malformed']);
});

test('before the first password is replaced nothing but that is answered', async () => {
	const signedIn = { mustChange: true, orgId: branch.id, campus: root.id } as SignedIn;
	for (const path of ['/api/sync', '/api/live', '/api/anything']) {
		const there = new URL(path, url);
		const refusal = refusalOf(new Request(there), there, signedIn);
		expect(await codeOf(refusal)).toEqual([403, 'password.must-change']);
	}
	for (const path of ['/api/session', '/api/password']) {
		const there = new URL(path, url);
		expect(refusalOf(post(here, there), there, signedIn)).toBeUndefined();
	}
});

const streamed = (chunks: readonly Uint8Array[], headers = {}) =>
	new Request(url, {
		method: 'POST',
		headers,
		body: new ReadableStream<Uint8Array>({
			start(controller) {
				for (const chunk of chunks) controller.enqueue(chunk);
				controller.close();
			}
		}),
		duplex: 'half'
	} as RequestInit);

test('a body is counted while it streams, whatever its length says', async () => {
	const text = new TextEncoder().encode(JSON.stringify('x'.repeat(98)));
	expect(text).toHaveLength(100);
	expect(await readJson(streamed([text]), 100)).toMatchObject({ ok: true });
	const lying = streamed([text.slice(0, 60), text.slice(60)], { 'content-length': '10' });
	const body = await readJson(lying, 99);
	expect(await codeOf(body.ok ? undefined : body.response)).toEqual([413, 'request.too-large']);
});

test('a body without end is cut off', async () => {
	let sent = 0;
	const endless = new ReadableStream<Uint8Array>({
		pull(controller) {
			sent += 1000;
			controller.enqueue(new Uint8Array(1000));
		}
	});
	const request = new Request(url, {
		method: 'POST',
		body: endless,
		duplex: 'half'
	} as RequestInit);
	const body = await readJson(request, 10_000);
	expect(await codeOf(body.ok ? undefined : body.response)).toEqual([413, 'request.too-large']);
	// It is read on within bounds, so that its sender gets to the answer.
	expect(sent).toBeLessThan(drainLimits.bytes + 100_000);
});

test.each(['', '{', 'undefined', '\u0000', '['.repeat(100_000)])(
	'what is no JSON is told so: %j',
	async (text) => {
		const body = await readJson(streamed([new TextEncoder().encode(text)]), 1_000_000);
		expect(await codeOf(body.ok ? undefined : body.response)).toEqual([422, 'request.malformed']);
	}
);

test('bytes that are no UTF-8 are no request', async () => {
	const body = await readJson(streamed([new Uint8Array([34, 0xff, 34])]), 100);
	expect(await codeOf(body.ok ? undefined : body.response)).toEqual([422, 'request.malformed']);
});

test('[S-11] another protocol is refused by its number, whatever else it sends', async () => {
	const asked = readRequest({ protocol: PROTOCOL + 1, anything: true });
	const response = asked.ok ? undefined : asked.response;
	expect(response?.status).toBe(426);
	expect(await response?.json()).toEqual({ code: 'protocol.unknown', protocol: PROTOCOL });
});

test.each([
	null,
	[],
	'x',
	1,
	{},
	{ ...aRequest(), cursor: -1 },
	{ ...aRequest(), cursor: 1.5 },
	{ ...aRequest(), device: 'x' },
	{ ...aRequest(), actor: { kind: 'a' } },
	{ ...aRequest(), changes: [{ id: 1 }] },
	{ ...aRequest(), changes: Array.from({ length: 501 }, () => ({})) }
])('a malformed exchange is not read: %j', async (request) => {
	const asked = readRequest(request);
	expect(await codeOf(asked.ok ? undefined : asked.response)).toEqual([422, 'request.malformed']);
});

test('every answer carries the headers that keep a browser from guessing', async () => {
	const response = await finishApi(answer({ ok: true }), new Request(url), url);
	expect(Object.fromEntries(response.headers)).toMatchObject({
		'cache-control': 'no-store',
		'content-type': 'application/json; charset=utf-8',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'x-robots-tag': 'noindex',
		'strict-transport-security': 'max-age=63072000; includeSubDomains'
	});
	const plain = new URL('http://127.0.0.1:3000/api/health');
	const local = await finishApi(answer({}), new Request(plain), plain);
	expect(local.headers.has('strict-transport-security')).toBe(false);
	expect(local.headers.has('access-control-allow-origin')).toBe(false);
});

test('a long answer is packed for those who can unpack it, a short one is not', async () => {
	const asks = new Request(url, { headers: { 'accept-encoding': 'br, gzip' } });
	const data = { rows: 'x'.repeat(5000) };
	const long = await finishApi(answer(data), asks, url);
	expect(long.headers.get('content-encoding')).toBe('gzip');
	const bytes = Buffer.from(await long.arrayBuffer());
	expect(bytes.length).toBeLessThan(200);
	expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(data);
	const short = await finishApi(answer({ ok: true }), asks, url);
	expect(short.headers.has('content-encoding')).toBe(false);
	expect(await short.json()).toEqual({ ok: true });
	const unpacked = await finishApi(answer(data), new Request(url), url);
	expect(await unpacked.json()).toEqual(data);
});

test('error pages of the framework become the one body of API errors', async () => {
	const request = new Request(url);
	const page = (status: number) => new Response('<h1>no</h1>', { status });
	for (const [status, code] of [
		[404, 'not-found'],
		[405, 'request.malformed'],
		[413, 'request.too-large'],
		[500, 'server.error']
	] as const) {
		expect(await codeOf(await finishApi(page(status), request, url))).toEqual([status, code]);
	}
	const own = await finishApi(problem(401, 'session.missing'), request, url);
	expect(await codeOf(own)).toEqual([401, 'session.missing']);
});

test('[S-16] a wait says the same number in header and body', async () => {
	const response = waitFor(42);
	expect([response.status, response.headers.get('retry-after')]).toEqual([429, '42']);
	expect(await response.json()).toEqual({ code: 'session.wait', retryAfter: 42 });
});

afterEach(() => vi.restoreAllMocks());

test('an unexpected error is one line without a word of its message', () => {
	const lines: string[] = [];
	vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
	const error = new TypeError('张三 990001199001010015\n{"level":"info"}');
	logError('server.error', 'id-1', error);
	logError('server.error', 'id-2', '16400000000');
	expect(lines).toHaveLength(2);
	for (const line of lines) expect(line).not.toMatch(/\n|张三|9900|164|info/);
	const [first] = lines.map((line) => JSON.parse(line) as { error: string; at: string[] });
	expect(first).toMatchObject({
		level: 'error',
		code: 'server.error',
		id: 'id-1',
		error: 'TypeError'
	});
	expect(first!.at[0]).toMatch(/http\.test\.ts:\d+:\d+/);
});
