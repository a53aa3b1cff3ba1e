import { afterEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { Digest, markOf } from '#domain/protocol/digest';
import type { SyncRequest } from '#domain/protocol/protocol';
import { SyncLoop } from '#sync/loop/sync-loop';
import type { SyncState } from '#sync/loop/sync-status';
import { Wire } from '#sync/loop/wire';
import { eventually } from '../../support/eventually';
import {
	aMember,
	applied,
	aReply,
	Device,
	memberRow,
	orgRows,
	refused
} from '../../support/device';
import { TestEnvironment } from '../../support/environment';

const wang = aMember('王一', { remark: '旧' });
const remark = (from: string, to: string) => ({ id: wang.id, edits: { remark: { from, to } } });

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A device with its loop, a world and a server that says what the test told it to say. */
async function running() {
	const device = await Device.loaded([wang]);
	const world = new TestEnvironment();
	const asked: SyncRequest[] = [];
	const server = { clock: 2, say: undefined as (() => Response | Promise<Response>) | undefined };
	const wire = new Wire(async (_path, init) => {
		const request = JSON.parse(String(init.body)) as SyncRequest;
		asked.push(request);
		if (server.say) return server.say();
		const verdicts = request.changes.map((change) => applied(change.id, ++server.clock));
		return Response.json(aReply({ verdicts, cursor: Math.max(request.cursor, server.clock) }));
	});
	const loop = new SyncLoop(device.replica, wire, world);
	ends.push(() => {
		loop.stop();
		device.close();
	});
	loop.start();
	await quiet(loop);
	return { device, replica: device.replica, world, asked, server, wire, loop };
}

/** Until the round that just began is over. */
async function quiet(loop: SyncLoop): Promise<void> {
	await new Promise((next) => setImmediate(next));
	await loop.settled();
}

const problem =
	(code: string, status: number, headers = {}) =>
	() =>
		Response.json({ code }, { status, headers });

test('at the start, and again when the network returns or the page is seen', async () => {
	const { asked, world, loop } = await running();
	expect(asked.length).toBe(1);
	expect(loop.status).toMatchObject({ state: 'done', waiting: 0, refused: 0, whole: true });
	for (const event of ['offline', 'online', 'visible'] as const) {
		world.fire(event);
		await quiet(loop);
	}
	expect(asked.length).toBe(3);
});

test('a write is sent shortly after, several together', async () => {
	const { asked, replica, world, loop } = await running();
	await replica.mutate(editMember, remark('旧', '一'));
	await replica.mutate(editMember, remark('一', '二'));
	expect(loop.status.waiting).toBe(2);
	expect(world.nextTimer).toBe(300);
	world.pass(300);
	await quiet(loop);
	expect(asked.at(-1)!.changes.length).toBe(2);
	expect(loop.status).toMatchObject({ state: 'done', waiting: 0 });
});

test('news from the server is fetched at once; an old clock value is no news', async () => {
	const { asked, world, loop } = await running();
	world.tellClock!(2);
	await quiet(loop);
	expect(asked.length).toBe(1);
	world.tellClock!(3);
	await quiet(loop);
	expect(asked.length).toBe(2);
});

test('without live news the schedule falls back to a minute', async () => {
	const { world, loop } = await running();
	expect(world.nextTimer).toBe(300_000);
	world.loseLive!();
	loop.now();
	await quiet(loop);
	expect(world.tellClock).toBeDefined();
});

const names: [string, () => Response, SyncState][] = [
	[
		'a captive portal',
		() => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
		'portal'
	],
	['an ended session', problem('session.missing', 401), 'signed-out'],
	['a first password', problem('password.must-change', 403), 'signed-out'],
	['another protocol', problem('protocol.unknown', 426), 'outdated'],
	['a broken server', problem('server.error', 500), 'error'],
	['a server asking for patience', problem('session.wait', 429, { 'retry-after': '40' }), 'wait'],
	[
		'no network',
		() => {
			throw new TypeError('failed');
		},
		'offline'
	]
];

test.each(names)('[S-16] %s has a name, and the change stays', async (_name, say, state) => {
	const { replica, server, world, loop } = await running();
	server.say = say;
	await replica.mutate(editMember, remark('旧', '新'));
	world.pass(300);
	await quiet(loop);
	expect(loop.status).toMatchObject({ state, waiting: 1 });
	server.say = undefined;
	world.pass(400_000);
	loop.now();
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'done', waiting: 0 });
});

test('[S-16] Retry-After is honoured whatever happens meanwhile, and counts down', async () => {
	const { replica, server, asked, world, loop } = await running();
	server.say = problem('session.wait', 429, { 'retry-after': '40' });
	loop.now();
	await quiet(loop);
	const before = asked.length;
	expect(loop.status).toMatchObject({ state: 'wait', seconds: 40 });
	world.pass(15_000);
	await replica.mutate(editMember, remark('旧', '新'));
	loop.now();
	world.fire('visible');
	world.fire('online');
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'wait', seconds: 25 });
	expect(asked.length).toBe(before);
	server.say = undefined;
	world.pass(26_000);
	await quiet(loop);
	expect(asked.length).toBe(before + 1);
	expect(loop.status.state).toBe('done');
});

test('[S-16] retries back off, and the network’s return begins anew', async () => {
	const { server, world, loop } = await running();
	server.say = () => {
		throw new TypeError('failed');
	};
	const delays: number[] = [];
	loop.now();
	for (let n = 0; n < 4; n++) {
		await quiet(loop);
		delays.push(world.nextTimer!);
		world.pass(world.nextTimer!);
	}
	expect(delays).toEqual([2000, 3000, 5000, 9000]);
	await quiet(loop);
	world.fire('online');
	await quiet(loop);
	expect(world.nextTimer).toBe(2000);
});

test('[S-16] a refused change asks for attention', async () => {
	const { replica, server, world, loop } = await running();
	await replica.mutate(editMember, remark('旧', '新'));
	const id = replica.pending(1)[0]!.id;
	server.say = () => Response.json(aReply({ verdicts: [refused(id)], cursor: 2 }));
	world.pass(300);
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'attention', refused: 1, waiting: 0 });
});

test('one tab syncs for all, the other shows its state and takes over when it goes', async () => {
	const { device, replica, asked, world, wire, loop } = await running();
	const other = await device.tab();
	const second = new SyncLoop(other, wire, world);
	ends.push(() => second.stop());
	second.start();
	await eventually(() => expect(second.status.state).toBe('done'));
	const before = asked.length;
	await other.mutate(editMember, remark('旧', '新'));
	await eventually(() => expect(replica.outbox().length).toBe(1));
	expect(world.nextTimer).toBe(300);
	world.pass(300);
	await quiet(loop);
	expect(asked.length).toBe(before + 1);
	await eventually(() => expect(other.outbox()).toEqual([]));
	expect(second.status).toMatchObject({ state: 'done', waiting: 0 });
	loop.stop();
	await eventually(() => expect(asked.length).toBe(before + 2));
});

test('[S-13] the time of the comparison is told in every tab, and outlives another tab’s fold', async () => {
	const { device, replica, world, server, wire, loop } = await running();
	const digest = new Digest();
	for (const [table, id, clock] of [...orgRows(), memberRow(wang, 2)]) {
		digest.add(markOf(table, id, clock));
	}
	server.say = () => Response.json(aReply({ cursor: 2, digest: [...digest.slices] }));
	const other = await device.tab();
	const second = new SyncLoop(other, wire, world);
	ends.push(() => second.stop());
	second.start();
	await quiet(loop);
	const { checked } = loop.status;
	expect(checked).not.toBeNull();
	await eventually(() => expect(second.status.checked).toBe(checked));
	await other.mutate(editMember, remark('旧', '新'));
	await other.fold();
	await eventually(() => expect(replica.outbox()).toHaveLength(1));
	expect(loop.status.checked).toBe(checked);
});

test('a long journal is folded after a round', async () => {
	const { replica, world, loop } = await running();
	for (let n = 0; n < 70; n++) {
		await replica.mutate(editMember, remark(n === 0 ? '旧' : `${n - 1}`, `${n}`));
	}
	expect(replica.journalLength).toBeGreaterThan(64);
	world.pass(300);
	await quiet(loop);
	expect(replica.journalLength).toBe(1);
	expect(replica.outbox()).toEqual([]);
});

test('nothing is sent any more after stopping', async () => {
	const { replica, asked, world, loop } = await running();
	loop.stop();
	const row = memberRow({ ...wang, remark: '他' }, 3);
	await replica.applyReply(aReply({ rows: [row], cursor: 3 }));
	await replica.mutate(editMember, remark('他', '新'));
	world.pass(1_000_000);
	world.fire('online');
	await quiet(loop);
	expect(asked.length).toBe(1);
});

test('[S-16] a device clock set back by a year does not make a short wait a long one', async () => {
	const { asked, world, server, loop } = await running();
	server.say = problem('session.wait', 429, { 'retry-after': '40' });
	loop.now();
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'wait', seconds: 40 });
	server.say = undefined;
	world.time -= 365 * 86_400_000;
	loop.now();
	await quiet(loop);
	expect(loop.status.state).toBe('done');
	expect(asked.length).toBe(3);
});

test('[S-16] a round that gives no sign of life is named, given up and begun again', async () => {
	const { loop, server, world, replica } = await running();
	await replica.mutate(editMember, remark('旧', '新'));
	server.say = () => new Promise<Response>(() => {});
	world.pass(1000);
	await new Promise((next) => setImmediate(next));
	expect(loop.status.state).toBe('busy');
	world.pass(9 * 60_000);
	expect(loop.status.state).toBe('busy');
	world.pass(2 * 60_000);
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'stuck', waiting: 1 });
	server.say = undefined;
	world.pass(world.nextTimer ?? 0);
	await quiet(loop);
	expect(loop.status).toMatchObject({ state: 'done', waiting: 0 });
});
