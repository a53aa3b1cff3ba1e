import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#domain/protocol/change';
import { PROTOCOL } from '#domain/protocol/protocol';
import { budgets } from '#server/http/budgets';
import { verifyLog } from '#server/sync/verify-log';
import { Caller } from '../support/api';
import { branch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const account = `u${branch.code}`;
const phone = uuid('phone');

let server: TestServer;
let caller: Caller;
beforeEach(async () => {
	server = await aServer();
	await server.account(account, PASSWORD);
	caller = new Caller(server);
	expect(await caller.signIn(account, PASSWORD, phone)).toBe(200);
});
afterEach(() => server.close());

function junk(serial: string, count: number, bytes: number): Change[] {
	return Array.from({ length: count }, (_, n) => ({
		id: uuid(`${serial}-${n}`),
		name: 'member.edit',
		args: { id: uuid('nobody'), edits: {}, junk: `${n}${'杂'.repeat(bytes / 3)}` },
		at: '2026-11-24T06:00:00Z'
	}));
}

const push = (changes: Change[]) =>
	caller.json('POST', '/api/sync', {
		protocol: PROTOCOL,
		device: phone,
		cursor: 0,
		epoch: null,
		changes
	});

test('[C16] of a refused change the log keeps a digest and 2 kB, and its verdict stays the same', async () => {
	const changes = junk('a', 20, 60_000);
	const first = (await (await push(changes)).json()) as { verdicts: object[] };
	const again = (await (await push(changes)).json()) as { verdicts: object[] };
	expect(again.verdicts).toEqual(first.verdicts);
	const lines = await server.app.db
		.selectFrom('change_log')
		.selectAll()
		.where('account', '=', account)
		.execute();
	expect(lines).toHaveLength(20);
	for (const { args, digest, problem } of lines) {
		expect(Buffer.byteLength(args)).toBeLessThan(4096);
		expect(Buffer.byteLength(problem ?? '')).toBeLessThan(2048);
		expect(digest).toMatch(/^[0-9a-f]{64}$/);
		expect(JSON.parse(args)).toMatchObject({ bytes: expect.any(Number), cut: expect.any(String) });
	}
	expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
});

test('[C16] refused bytes have a budget: beyond it pushes wait, and pulls go on', async () => {
	const { app } = server;
	app.budgets.charge('refused', { account, device: phone }, budgets.refused.device, app.now());
	const waited = await push(junk('b', 1, 10));
	expect(waited.status).toBe(429);
	expect(Number(waited.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await push([])).status).toBe(200);
});

test('[C16] a device that asks without end is told to wait', async () => {
	const { app } = server;
	const owner = { account, device: phone };
	app.budgets.charge('requests', owner, budgets.requests.device, app.now());
	const waited = await push([]);
	expect(waited.status).toBe(429);
	expect(Number(waited.headers.get('retry-after'))).toBeLessThanOrEqual(60);
});

test('[C16] one device holds a few streams: the oldest makes room for the newest', async () => {
	const streams: ReadableStreamDefaultReader<Uint8Array>[] = [];
	for (let n = 0; n <= budgets.streams.device; n++) {
		const stream = await caller.fetch('/api/live', { method: 'GET' });
		expect(stream.status).toBe(200);
		streams.push(stream.body!.getReader());
	}
	const [oldest, ...others] = streams;
	while (!(await oldest!.read()).done);
	expect(server.app.bus.streamsOf(account)).toHaveLength(others.length);
	for (const reader of others) await reader.cancel();
});
