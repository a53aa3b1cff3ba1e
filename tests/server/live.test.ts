import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveStream } from '#server/live/stream';
import { clockOf } from '#server/sync/clock-of';
import { admission, branch, root, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const account = `u${branch.code}`;

let server: TestServer;
beforeEach(async () => {
	server = await aServer();
});
afterEach(async () => {
	vi.useRealTimers();
	await server.close();
});

const admit = (n: number) =>
	server.push(server.secretary(branch), {
		id: uuid(`c${n}`),
		name: 'member.admit',
		args: admission(n),
		at: '2026-11-24T06:00:00Z'
	});

async function listen(isSignedIn = async () => true, campus = root.id) {
	const clock = await clockOf(server.app.db, server.campus);
	const response = liveStream(server.app, { account, device: '', campus }, clock, isSignedIn);
	expect(response.headers.get('content-type')).toBe('text/event-stream');
	const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	return { clock, reader };
}

test('the clock is told at once and after every commit that moved it', async () => {
	const { clock, reader } = await listen();
	expect((await reader.read()).value).toBe(`event: clock\ndata: ${clock}\n\n`);
	await admit(1);
	expect((await reader.read()).value).toBe(`event: clock\ndata: ${clock + 1}\n\n`);
	// Refused and repeated changes move nothing and tell nothing.
	await admit(1);
	await server.push(server.secretary(branch), { id: uuid('x'), name: 'no', args: {}, at: 'x' });
	await admit(2);
	expect((await reader.read()).value).toBe(`event: clock\ndata: ${clock + 2}\n\n`);
	await reader.cancel();
});

test('another campus hears nothing', async () => {
	const { reader } = await listen(undefined, 'another');
	await reader.read();
	await admit(1);
	server.app.bus.close();
	expect((await reader.read()).done).toBe(true);
});

test('a stopping server ends every stream and begins none', async () => {
	const { reader } = await listen();
	await reader.read();
	server.app.bus.close();
	expect((await reader.read()).done).toBe(true);
	const late = await listen();
	expect((await late.reader.read()).done).toBe(true);
});

test('a stream lives on by comments, and ends with its session', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	let isIn = true;
	const { reader } = await listen(async () => isIn);
	await reader.read();
	vi.advanceTimersByTime(25_000);
	expect((await reader.read()).value).toBe(': still here\n\n');
	isIn = false;
	vi.advanceTimersByTime(25_000);
	expect((await reader.read()).done).toBe(true);
	await admit(1);
});

test('a reader that leaves is forgotten', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	const reader = liveStream(
		server.app,
		{ account, device: '', campus: root.id },
		0,
		async () => true
	).body!.getReader();
	await reader.read();
	expect(vi.getTimerCount()).toBe(1);
	await reader.cancel();
	expect(vi.getTimerCount()).toBe(0);
	await admit(1);
});
