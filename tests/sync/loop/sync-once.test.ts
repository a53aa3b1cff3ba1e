import { afterEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { admitMember } from '#domain/mutations/member/admit-member';
import type { SyncReply, SyncRequest } from '#domain/protocol/protocol';
import { syncOnce } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';
import { admission, aMember, applied, aReply, Device, memberRow } from '../../support/device';

const open: Device[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

const wang = aMember('王一', { remark: '旧' });
const remark = (from: string, to: string) => ({ id: wang.id, edits: { remark: { from, to } } });

async function loaded(): Promise<Device> {
	const device = await Device.loaded([wang]);
	open.push(device);
	return device;
}

type Said = SyncReply | Response;

/** A wire whose answers the test gives; it remembers what was asked. */
function scripted(answer: (request: SyncRequest, n: number) => Said | Promise<Said>) {
	const asked: SyncRequest[] = [];
	const wire = new Wire(async (_path, init) => {
		const request = JSON.parse(String(init.body)) as SyncRequest;
		asked.push(request);
		const said = await answer(request, asked.length - 1);
		if (said instanceof Response) return said;
		return Response.json(said);
	});
	return { wire, asked };
}

function refusing(status: number, code: string): Response {
	return Response.json({ code }, { status });
}

/** Verdicts for everything sent, from clock 10 on. */
function allApplied(request: SyncRequest, clock = 10) {
	return request.changes.map((change, at) => applied(change.id, clock + at));
}

test('an empty outbox asks once and is done', async () => {
	const { replica } = await loaded();
	const { wire, asked } = scripted(() => aReply({ cursor: 2 }));
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'done' });
	expect(asked).toMatchObject([{ protocol: 1, cursor: 2, epoch: 'e1', changes: [] }]);
});

test('[S-15] pages are asked for until the last', async () => {
	const device = await Device.new();
	open.push(device);
	const { wire, asked } = scripted((_, n) =>
		aReply({ cursor: n + 1, more: n < 2, rows: [memberRow(aMember(`员${n}`), n + 1)], total: 3 })
	);
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'done' });
	expect(asked.map((request) => request.cursor)).toEqual([0, 1, 2]);
	expect(device.replica.progress).toMatchObject({ whole: true, loaded: 3 });
});

test('[S-8] [S-9] a change made while a request is in flight survives its reply and is sent next', async () => {
	const { replica } = await loaded();
	await replica.mutate(editMember, remark('旧', '一'));
	const { wire, asked } = scripted(async (request, n) => {
		// The page is not held up by the network: this write goes to the disk meanwhile.
		if (n === 0) expect((await replica.mutate(editMember, remark('一', '二'))).ok).toBe(true);
		return aReply({ verdicts: allApplied(request, 10 + n), cursor: 2 });
	});
	await syncOnce(replica, wire);
	expect(asked.slice(0, 2).map((request) => request.changes.length)).toEqual([1, 1]);
	expect(replica.member(wang.id)?.remark).toBe('二');
	expect(replica.outbox()).toEqual([]);
});

test('[S-2] a reply that was cut: the same change goes again under the same id', async () => {
	const { replica } = await loaded();
	await replica.mutate(editMember, remark('旧', '新'));
	const { wire, asked } = scripted((request, n) =>
		n === 0
			? new Response('{"protocol":1,"epo', { headers: { 'content-type': 'application/json' } })
			: aReply({ verdicts: allApplied(request), cursor: 10 })
	);
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'none' });
	expect(replica.outbox().length).toBe(1);
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'done' });
	expect(asked[0]!.changes).toEqual(asked[1]!.changes);
	expect(replica.outbox()).toEqual([]);
});

const kept: [string, () => Response, string][] = [
	['401', () => refusing(401, 'session.missing'), 'signed-out'],
	['403', () => refusing(403, 'password.must-change'), 'must-change'],
	['404', () => refusing(404, 'not-found'), 'refused'],
	['426', () => refusing(426, 'protocol.unknown'), 'outdated'],
	['500', () => refusing(500, 'server.error'), 'error'],
	['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'portal'],
	['nothing', () => new Response(null, { status: 204 }), 'portal'],
	['another protocol', () => Response.json(aReply({ protocol: 2 })), 'outdated']
];

test.each(kept)('[V-5] %s removes nothing from the device', async (_name, answer, kind) => {
	const device = await loaded();
	await device.replica.mutate(editMember, remark('旧', '新'));
	const { wire } = scripted(answer);
	expect(await syncOnce(device.replica, wire)).toMatchObject({ kind });
	const replica = await device.restart();
	expect(replica.outbox().length).toBe(1);
	expect(replica.member(wang.id)?.remark).toBe('新');
	expect(replica.progress.cursor).toBe(2);
});

test('[S-10] one change the server cannot read is found by halving, told, and blocks no other', async () => {
	const device = await loaded();
	for (let n = 0; n < 9; n++) await device.replica.mutate(admitMember, admission(n));
	const bad = device.replica.pending(9)[5]!.id;
	const { wire } = scripted((request) =>
		request.changes.some((change) => change.id === bad)
			? refusing(422, 'request.malformed')
			: aReply({ verdicts: allApplied(request), cursor: 20 })
	);
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'done' });
	expect(device.replica.outbox()).toMatchObject([
		{ change: { id: bad }, state: 'refused', problem: { code: 'input.invalid' } }
	]);
});

test('[S-10] a server that reads nothing at all blames no change', async () => {
	const device = await loaded();
	await device.replica.mutate(editMember, remark('旧', '新'));
	const { wire } = scripted(() => refusing(422, 'request.malformed'));
	expect(await syncOnce(device.replica, wire)).toMatchObject({ kind: 'refused' });
	expect(device.replica.outbox()).toMatchObject([{ state: 'waiting' }]);
});

test('[S-16] 413 sends fewer at a time', async () => {
	const device = await loaded();
	for (let n = 0; n < 9; n++) await device.replica.mutate(admitMember, admission(n));
	const { wire, asked } = scripted((request) =>
		request.changes.length > 3
			? refusing(413, 'request.too-large')
			: aReply({ verdicts: allApplied(request), cursor: 30 })
	);
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'done' });
	expect(asked.map((request) => request.changes.length)).toEqual([9, 5, 3, 3, 3]);
	expect(device.replica.outbox()).toEqual([]);
});

test('[S-16] a server that repeats itself is not asked for ever', async () => {
	const device = await loaded();
	await device.replica.mutate(editMember, remark('旧', '新'));
	const { wire, asked } = scripted(() => aReply({ cursor: 2 }));
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'error' });
	expect(asked.length).toBe(1);
	expect(device.replica.outbox().length).toBe(1);
});

test('a row whose outline is wrong is refused as a whole, nothing of it is taken', async () => {
	const device = await loaded();
	const rows = [['member', 'x', 3, { id: 'other' }]] as never;
	const { wire } = scripted(() => aReply({ cursor: 3, rows }));
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'error' });
	expect(device.replica.progress.cursor).toBe(2);
});

test('[S-14] a restored server: asked again from the beginning, the outbox first', async () => {
	const device = await loaded();
	await device.replica.mutate(editMember, remark('旧', '新'));
	const { wire, asked } = scripted((request) => {
		const rows = request.cursor === 0 ? [memberRow({ ...wang, remark: '新' }, 1)] : [];
		return aReply({ epoch: 'e2', verdicts: allApplied(request, 1), rows, cursor: 1, total: 1 });
	});
	expect(await syncOnce(device.replica, wire)).toEqual({ kind: 'done' });
	expect(asked.map((request) => [request.cursor, request.epoch])).toEqual([
		[2, 'e1'],
		[0, 'e2']
	]);
	expect(device.replica.progress).toMatchObject({ epoch: 'e2', cursor: 1, whole: true });
	expect(device.replica.member(wang.id)?.remark).toBe('新');
});

test('[S-10] a proxy that says 413 in its own page gets smaller batches, down to the one change', async () => {
	const { replica } = await loaded();
	for (const n of [1, 2, 3, 4]) await replica.mutate(admitMember, admission(n));
	const page = () =>
		new Response('<html>413</html>', { status: 413, headers: { 'content-type': 'text/html' } });
	const { wire, asked } = scripted((request, n) =>
		request.changes.length > 1
			? page()
			: aReply({ verdicts: allApplied(request, 10 + n), cursor: 2 })
	);
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'done' });
	expect(asked.map((request) => request.changes.length).slice(0, 3)).toEqual([4, 2, 1]);
	expect(replica.outbox()).toEqual([]);
});

test('[S-10] a proxy that minds one change blames nobody: the ones before it go, and the pull too', async () => {
	const { replica } = await loaded();
	for (const n of [1, 2, 3]) await replica.mutate(admitMember, admission(n));
	const minded = replica.pending(3)[2]!.id;
	const page = () =>
		new Response('<html>403</html>', { status: 403, headers: { 'content-type': 'text/html' } });
	const { wire, asked } = scripted((request, n) =>
		request.changes.some(({ id }) => id === minded)
			? page()
			: aReply({ verdicts: allApplied(request, 10 + n), cursor: 2 })
	);
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'blocked' });
	expect(asked.at(-1)?.changes).toEqual([]);
	expect(replica.outbox().map(({ change, state }) => [change.id, state])).toEqual([
		[minded, 'waiting']
	]);
});
