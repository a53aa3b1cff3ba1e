import { afterAll, beforeAll, expect, test } from 'vitest';
import { deviceRevoked, DeviceRevoked, REVOKED_STATUS } from '#domain/account/device-revoked';
import { DEVICE_SECRET } from '#domain/account/device';
import { PROTOCOL, limits } from '#domain/protocol/protocol';
import { Caller, routes } from '../support/api';
import { admission, aMember, anOrg, branch, campus, faculty, uuid } from '../support/device';
import { aServer, secretOf, type TestServer } from '../support/server';

/** Requests no client of ours makes: each gets its exact answer, and nothing else happens. */
const PASSWORD = 'Harbour-lights-27-quiet';
const account = `u${branch.code}`;
/** A path that begins like another one: …/b1/ and …/b10/. */
const longer = anOrg('b10', '631', faculty);
const device = uuid('phone');
const gone = uuid('gone');
const theirs = aMember('李', { branchId: longer.id });

let server: TestServer;
let caller: Caller;

beforeAll(async () => {
	server = await aServer({ orgs: [...campus, longer] });
	await server.account(account, PASSWORD);
	await server.account(`a${faculty.code}`, PASSWORD);
	await server.put(['member', theirs], ['member', aMember('王')]);
	caller = new Caller(server);
	// A revoked device proves itself before its body is read.
	expect(await new Caller(server).signIn(account, PASSWORD, gone)).toBe(200);
	const revoked = server.app.db.updateTable('device').set({ revoked_at: 'x' });
	await revoked.where('id', '=', gone).execute();
	expect(await caller.signIn(account, PASSWORD, device)).toBe(200);
});
afterAll(() => server.close());

const posts = routes.filter((route) => route.startsWith('POST ')).map((route) => route.slice(5));
const raw = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
	caller.fetch(path, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', [DEVICE_SECRET]: secretOf(gone), ...headers }
	});
const told = async (response: Response) => [response.status, await response.text()];
const aSync = (parts: object) => ({
	protocol: PROTOCOL,
	device,
	cursor: 0,
	epoch: null,
	changes: [],
	...parts
});

const malformed = [422, '{"code":"request.malformed"}'];
const tooLarge = [413, '{"code":"request.too-large"}'];

test.each(posts)('%s reads nothing that is no JSON of its shape', async (path) => {
	const bodies = [
		'',
		'null',
		'[]',
		'"x"',
		'1',
		'{',
		'{"__proto__":{"isAdmin":true}}',
		'{"constructor":{"prototype":{}}}',
		'['.repeat(10_000) + ']'.repeat(10_000)
	];
	for (const body of bodies) {
		const started = performance.now();
		const most = (megabytes[path] ?? 0.0625) * 1024 * 1024;
		const expected = body.length > most ? tooLarge : malformed;
		expect(await told(await raw(path, body)), body.slice(0, 40)).toEqual(expected);
		expect(performance.now() - started).toBeLessThan(500);
	}
	expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test.each(posts)('%s takes plain JSON from its own origin only', async (path) => {
	for (const type of [
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'application/json;charset=utf-8'
	]) {
		const answer = await told(await raw(path, '{}', { 'content-type': type }));
		expect(answer, type).toEqual([400, '{"code":"request.malformed"}']);
	}
	for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:3001']) {
		const answer = await told(await raw(path, '{}', { origin }));
		expect(answer, origin).toEqual([403, '{"code":"origin.foreign"}']);
	}
});

/** What a body may hold; 64 kB where nothing is said. */
const megabytes: Record<string, number> = {
	'/api/session': 1 / 128,
	'/api/setup': 1 / 128,
	'/api/device/rescue': 16,
	'/api/parcels': 6,
	'/api/sync': 4
};

test.each(posts)('%s does not read a body without end', async (path) => {
	const most = megabytes[path] ?? 0.0625;
	const body = `"${'x'.repeat(most * 1024 * 1024)}"`;
	expect(await told(await raw(path, body))).toEqual(tooLarge);
});

test('unknown routes and methods are no routes', async () => {
	for (const path of ['/api/nothing', '/api/session/', '/api/devices/x']) {
		expect((await caller.fetch(path, { method: 'GET' })).status, path).toBe(404);
	}
	for (const method of ['PUT', 'PATCH', 'DELETE']) {
		const headers = { 'content-type': 'application/json' };
		expect((await caller.fetch('/api/sync', { method, body: '{}', headers })).status).toBe(405);
	}
});

test.each([
	{ device: uuid('other') },
	{ device: 'x' },
	{ cursor: -1 },
	{ cursor: 1.5 },
	{ cursor: '0' },
	{ account: 'a990000000001' },
	{ orgId: longer.id },
	{ unsent: -1 },
	{ unsent: 'many' },
	{ changes: [{ id: uuid('c'), name: 'member.edit', args: {}, at: '', author: 'x' }] }
])('an exchange that says more or other than it may is not read: %j', async (parts) => {
	const { status } = await caller.json('POST', '/api/sync', aSync(parts));
	// Another device’s id is as if nobody had signed in (R-DEV-02).
	expect(status).toBe('device' in parts && parts.device !== 'x' ? 401 : 422);
});

interface Reply {
	verdicts: { id: string; verdict: string; problem?: { code: string } }[];
	rows: [string, string, number, object | null][];
}

async function push(...changes: object[]): Promise<Reply> {
	const response = await caller.json('POST', '/api/sync', aSync({ changes }));
	expect(response.status).toBe(200);
	return (await response.json()) as Reply;
}

const at = '2026-11-24T06:00:00.000Z';
const editOf = (id: string, n: string, edits: object) => ({
	id: uuid(n),
	name: 'member.edit',
	args: { id, edits },
	at
});

test('a branch whose path begins like another’s sees and writes nothing of it (R-AZ-05, BH3)', async () => {
	const reply = await push({
		id: uuid('a1'),
		name: 'member.admit',
		args: admission(7, { branchId: longer.id }),
		at
	});
	expect(reply.verdicts[0]!.verdict).toBe('refused');
	const ids = reply.rows.map(([, id]) => id);
	expect(ids).not.toContain(theirs.id);
	expect(ids).not.toContain(longer.id);
});

test('names that every object has are no fields (BD23)', async () => {
	const body = `{"protocol":1,"device":"${device}","cursor":0,"epoch":null,"changes":[
		{"id":"${uuid('p1')}","name":"member.edit","at":"${at}","args":{"id":"${uuid('王')}","edits":{"__proto__":{"from":"","to":"x"}}}},
		{"id":"${uuid('p2')}","name":"member.edit","at":"${at}","args":{"id":"${uuid('王')}","edits":{"toString":{"from":"","to":"x"}}}},
		{"id":"${uuid('p3')}","name":"member.edit","at":"${at}","args":{"id":"${uuid('王')}","edits":{"branchId":{"from":"${branch.id}","to":"${longer.id}"}}}},
		{"id":"${uuid('p4')}","name":"member.edit","at":"${at}","args":{"id":"${uuid('王')}","edits":{"id":{"from":"","to":"x"}}}},
		{"id":"${uuid('p5')}","name":"campus.begin","at":"${at}","args":{}},
		{"id":"${uuid('p6')}","name":"account.reset","at":"${at}","args":{"account":"${account}"}},
		{"id":"${uuid('p7')}","name":"__proto__","at":"${at}","args":{}}
	]}`;
	const response = await raw('/api/sync', body);
	const { verdicts } = (await response.json()) as Reply;
	expect(verdicts.map(({ verdict }) => verdict)).toEqual(
		Array.from({ length: 7 }, () => 'refused')
	);
	expect(({} as { to?: string }).to).toBeUndefined();
	const found = await server.app.db
		.selectFrom('record')
		.select('json')
		.where('id', '=', uuid('王'))
		.executeTakeFirstOrThrow();
	expect(JSON.parse(found.json)).toMatchObject({ branchId: branch.id, remark: '' });
});

test('one id twice: the first counts, another content under it is refused by name (BD1, S-2)', async () => {
	const first = editOf(uuid('王'), 'd1', { remark: { from: '', to: '一' } });
	const again = editOf(uuid('王'), 'd1', { remark: { from: '', to: '二' } });
	const one = await push(first, first);
	expect(one.verdicts.map(({ verdict }) => verdict)).toEqual(['applied', 'applied']);
	const two = await push(again);
	expect(two.verdicts[0]).toMatchObject({ verdict: 'refused', problem: { code: 'change.reused' } });
});

test('too many changes are not read; too large a change is refused alone (BD, R-SYN-07)', async () => {
	const many = Array.from({ length: limits.changes + 1 }, (_, n) =>
		editOf(uuid('王'), `m${n}`, {})
	);
	expect((await caller.json('POST', '/api/sync', aSync({ changes: many }))).status).toBe(422);
	const large = editOf(uuid('王'), 'l1', { remark: { from: '一', to: 'x'.repeat(70_000) } });
	const small = editOf(uuid('王'), 'l2', { remark: { from: '一', to: '三' } });
	const { verdicts } = await push(large, small);
	expect(verdicts.map(({ verdict }) => verdict)).toEqual(['refused', 'applied']);
});

test('an id from the address line is text and nothing else', async () => {
	const odd = ["' OR 1=1--", '%', '_', '\\', '../..', '1 union select 1', '\u0000', '🙂'];
	const above = new Caller(server);
	expect(await above.signIn(`a${faculty.code}`, PASSWORD, uuid('above'))).toBe(200);
	for (const id of odd) {
		const asked = { account: id, locked: true, password: PASSWORD };
		for (const [method, path, body] of [
			['GET', `/api/accounts?org=${encodeURIComponent(id)}`, undefined],
			['GET', `/api/photo?member=${encodeURIComponent(id)}&photo=${theirs.id}`, undefined],
			['GET', `/api/handovers?device=${encodeURIComponent(id)}`, undefined],
			['POST', '/api/accounts/lock', asked]
		] as const) {
			const answer = await above.json(method, path, body);
			expect(await told(answer), `${path} ${id}`).toEqual([404, '{"code":"not-found"}']);
		}
		const org = await caller.json('GET', `/api/accounts?org=${encodeURIComponent(id)}`);
		expect(await told(org)).toEqual([404, '{"code":"not-found"}']);
		const status = await caller.json('GET', `/api/device?id=${encodeURIComponent(id)}`);
		expect(await told(status)).toEqual([401, '{"code":"session.missing"}']);
	}
});

test('a cookie that was planted before signing in is nobody’s (R-SES-02)', async () => {
	const other = new Caller(server);
	other.cookies.set('sid', 'planted');
	expect((await other.json('GET', '/api/session')).status).toBe(401);
	expect(await other.signIn(account, PASSWORD, uuid('second'))).toBe(200);
	expect(other.cookies.get('sid')).not.toBe('planted');
	expect(await other.signIn(account, PASSWORD, uuid('second'))).toBe(200);
	const first = other.cookies.get('sid')!;
	expect((await other.json('DELETE', '/api/session')).status).toBe(204);
	other.cookies.set('sid', first);
	expect((await other.json('GET', '/api/session')).status).toBe(401);
});

test('[V-5] the contract of a revoked device, version 1', () => {
	expect(REVOKED_STATUS).toBe(410);
	expect(deviceRevoked(device)).toEqual({ code: 'device.revoked', version: 1, device });
	const right = { code: 'device.revoked', version: 1, device };
	expect(DeviceRevoked.safeParse(right).success).toBe(true);
	for (const other of [
		{ ...right, version: 2 },
		{ ...right, version: '1' },
		{ ...right, code: 'device.gone' },
		{ ...right, wipe: true },
		{ code: right.code, version: 1 },
		{ ...right, device: 'phone' },
		null,
		[],
		''
	]) {
		expect(DeviceRevoked.safeParse(other).success, JSON.stringify(other)).toBe(false);
	}
});

test('[V-5] the answer as it goes over the wire', async () => {
	const lost = new Caller(server);
	expect(await lost.signIn(account, PASSWORD, uuid('lost'))).toBe(200);
	const revoked_at = server.app.now().toISOString();
	const { db } = server.app;
	await db.updateTable('device').set({ revoked_at }).where('id', '=', uuid('lost')).execute();
	const response = await lost.json('POST', '/api/sync', aSync({ device: uuid('lost') }));
	expect(response.status).toBe(410);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	expect(response.headers.get('clear-site-data')).toBeNull();
	expect(await response.text()).toBe(
		`{"code":"device.revoked","version":1,"device":"${uuid('lost')}"}`
	);
});
