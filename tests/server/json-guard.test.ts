import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { parcelLimits } from '#domain/account/parcel';
import { rescueLimits } from '#domain/account/rescue';
import type { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';
import { PIECE_BYTES, PhotoPiece } from '#domain/picture/photo-transfer';
import { addressProblem, addressSettings } from '#server/http/client-address';
import { Budgets, budgets } from '#server/http/budgets';
import { readJson, SMALL_BODY } from '#server/http/body';
import { JsonGuard, jsonLimits } from '#server/http/json-guard';
import { fitting } from '#store/replica/fitting';
import { uuid } from '../support/device';

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const streamed = (text: string) =>
	new Request('http://127.0.0.1/', {
		method: 'POST',
		body: text,
		headers: { 'content-type': 'application/json' }
	});

test('nesting is bounded before anything is parsed, wherever the chunks are cut', () => {
	expect(new JsonGuard().passes(bytes(nested(jsonLimits.depth)))).toBe(true);
	expect(new JsonGuard().passes(bytes(nested(jsonLimits.depth + 1)))).toBe(false);
	const deep = bytes(`{"a":${nested(jsonLimits.depth)}}`);
	for (let cut = 1; cut < deep.length; cut++) {
		const guard = new JsonGuard();
		expect(guard.passes(deep.subarray(0, cut)) && guard.passes(deep.subarray(cut))).toBe(false);
	}
});

test('brackets and quotes inside a text count for nothing', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.integer({ min: 1, max: 7 }),
			(text, step) => {
				const guard = new JsonGuard();
				const whole = bytes(JSON.stringify([text, '[[[[[[[[[[[[[[[[[[[[\\"', text]));
				for (let at = 0; at < whole.length; at += step) {
					if (!guard.passes(whole.subarray(at, at + step))) return false;
				}
				return true;
			}
		),
		{ numRuns: 40 }
	);
});

test('8 MB of brackets never reach the parser', async () => {
	const parse = vi.spyOn(JSON, 'parse');
	for (const text of [nested(4_000_000), `[${'[],'.repeat(2_600_000)}[]]`]) {
		const body = await readJson(streamed(text), 8 * 1024 * 1024 + 1);
		expect(body).toMatchObject({ ok: false });
	}
	expect(parse.mock.calls.filter(([text]) => text.length > 1000)).toEqual([]);
	parse.mockRestore();
});

const change = (n: number, text: string): Change => ({
	id: uuid(`c${n}`),
	name: 'member.edit',
	args: { id: uuid('m'), edits: { remark: { from: '', to: text } } },
	at: '2026-11-24T14:02:00.000+08:00'
});

/** Every reader and the largest that its writer ever sends. */
const pairs: [name: string, reads: number, writes: () => number][] = [
	[
		'/api/sync',
		limits.bodyBytes,
		() => {
			const most = '值'.repeat(limits.changeBytes / 4);
			const changes = fitting(Array.from({ length: limits.changes }, (_, n) => change(n, most)));
			const request = { protocol: 1, device: uuid('d'), cursor: 2 ** 50, epoch: 'e'.repeat(64) };
			return bytes(JSON.stringify({ ...request, changes, unsent: 1e6 })).length;
		}
	],
	[
		'/api/parcels',
		parcelLimits.bodyBytes,
		// A part is what one exchange carries, sealed, as base64, in its envelope.
		() => Math.ceil(((limits.bodyBytes + 64) * 4) / 3) + 2048
	],
	['/api/device/rescue', rescueLimits.bodyBytes, () => rescueLimits.bodyBytes / 4 + 128 * 1024],
	[
		'/api/photo',
		SMALL_BODY,
		() => {
			const data = Buffer.alloc(PIECE_BYTES, 7).toString('base64');
			const piece = PhotoPiece.parse({ member: uuid('m'), photo: uuid('p'), offset: 1e6, data });
			return JSON.stringify(piece).length;
		}
	]
];

test.each(pairs)('%s reads more than is ever written to it', (_name, reads, writes) => {
	expect(writes()).toBeLessThan(reads);
});

test('the deepest and widest that is written passes', () => {
	const wide = Array.from({ length: limits.changes }, (_, n) => ({
		...change(n, ''),
		args: {
			id: uuid('m'),
			values: Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`field${at}`, 'x'])),
			rows: [{ edits: { a: { from: '', to: '' } } }]
		}
	}));
	expect(new JsonGuard().passes(bytes(JSON.stringify({ changes: wide })))).toBe(true);
});

test('requests and refused bytes have a budget by device and by account, and it comes back', () => {
	const used = new Budgets();
	const at = new Date('2026-11-24T06:00:00Z');
	const one = { account: 'u1', device: 'a' };
	for (let n = 0; n < budgets.requests.device; n++) expect(used.request(one, at)).toBe(0);
	expect(used.request(one, at)).toBe(60);
	expect(used.request({ account: 'u1', device: 'b' }, at)).toBe(0);
	expect(used.request({ account: 'u2', device: 'c' }, at)).toBe(0);
	const later = new Date(at.getTime() + 61_000);
	expect(used.request(one, later)).toBe(0);
	used.charge('refused', one, budgets.refused.device, at);
	expect(used.wait('refused', one, at)).toBe(3600);
	expect(used.wait('refused', { ...one, device: 'b' }, at)).toBe(0);
	// A clock that was years ahead for a moment bars nobody for years.
	const ahead = new Date(at.getTime() + 3e10);
	used.charge('refused', { account: 'u3', device: 'd' }, budgets.refused.device, ahead);
	expect(used.wait('refused', { account: 'u3', device: 'd' }, at)).toBe(0);
});

test.each([
	[{ ORIGIN: 'https://book.example' }, /ADDRESS_HEADER/],
	[
		{ ORIGIN: 'https://book.example', ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '0' },
		/XFF_DEPTH/
	],
	[{ ORIGIN: 'https://book.example', ADDRESS_HEADER: 'x forwarded' }, /ADDRESS_HEADER/],
	[
		{ ORIGIN: 'https://book.example', ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '2' },
		undefined
	],
	[{ ORIGIN: 'https://book.example', ADDRESS_HEADER: 'none' }, undefined],
	[{ ORIGIN: 'http://127.0.0.1:3000' }, undefined]
])('the start asks how senders are told apart behind a proxy: %o', (env, said) => {
	const problem = addressProblem(env);
	if (said) expect(problem).toMatch(said);
	else expect(problem).toBeUndefined();
});

test('none is said to the server, never to the adapter as a header’s name', () => {
	expect(addressSettings({ ADDRESS_HEADER: 'none' })).toEqual({
		ADDRESS_HEADER: '',
		BRANCHBOOK_ADDRESS: 'none'
	});
	expect(addressSettings({ ADDRESS_HEADER: 'X-Real-IP' })).toEqual({});
});
