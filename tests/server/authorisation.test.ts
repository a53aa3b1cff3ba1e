import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVICE_SECRET } from '#domain/account/device';
import { PROTOCOL } from '#domain/protocol/protocol';
import { Caller, routes } from '../support/api';
import { aMember, branch, campus, faculty, otherBranch, root, uuid } from '../support/device';
import { aPhoto } from '../support/photos';
import { aServer, secretOf, type TestServer } from '../support/server';

/**
 * Who may call what, generated from the routes on disk: a route or method that has no line in the
 * table fails the test (R-AZ-01). What is asked about is always the first branch, b1.
 */
const PASSWORD = 'Harbour-lights-27-quiet';

const actors = [
	'anonymous',
	'own',
	'sibling',
	'child',
	'parent',
	'above',
	'revoked',
	'mustChange'
] as const;
type Actor = (typeof actors)[number];

/** Status and code; the code is left out where the answer is a success. */
type Answer = `${number}` | `${number} ${string}`;
type Row = { send: (actor: Actor) => [path: string, body?: unknown] } & Record<Actor, Answer>;

const stranger = '401 session.missing';
const gone = '410 device.revoked';
const first = '403 password.must-change';
const absent = '404 not-found';

/** The root’s code as accounts are named: digits only. */
const ROOT_CODE = '990000000001';
const orgs = campus.map((org) => (org === root ? { ...root, code: ROOT_CODE } : org));
const b1Account = `u${branch.code}`;
/** 32 bytes. */
const key = Buffer.alloc(32, 7).toString('base64');
const everyone = (answer: Answer) =>
	Object.fromEntries(actors.map((actor) => [actor, answer])) as Record<Actor, Answer>;
/** Anybody who is signed in, for himself. */
const signedIn = (answer: Answer): Record<Actor, Answer> => ({
	...everyone(answer),
	anonymous: stranger,
	revoked: gone,
	mustChange: first
});
/** Only who stands above. The child asks about its own parent committee. */
const fromAbove = (answer: Answer): Record<Actor, Answer> => ({
	...signedIn(absent),
	parent: answer,
	above: answer
});
/** Only who sees the member of b1: the child here is that branch itself. */
const inSight = (answer: Answer): Record<Actor, Answer> => ({
	...signedIn(answer),
	sibling: absent
});
const photo = aPhoto('b1 photo');
const wang = aMember('王一', { photo });
/** A committee is asked about by its child; everybody else asks about b1. */
const about = (actor: Actor) =>
	actor === 'child'
		? { account: `a${faculty.code}`, org: faculty.id }
		: { account: b1Account, org: branch.id };

const table: Record<string, Row> = {
	'GET /api/health': { send: () => ['/api/health'], ...everyone('200') },
	'GET /api/setup': { send: () => ['/api/setup?token=x'], ...everyone('404 setup.closed') },
	'POST /api/setup': {
		send: () => ['/api/setup', { token: 'x', choice: 'demo' }],
		...everyone('404 setup.closed')
	},
	'GET /api/session': { send: () => ['/api/session'], ...signedIn('200'), mustChange: '200' },
	'POST /api/session': {
		send: (actor) => [
			'/api/session',
			{
				account: b1Account,
				password: 'no',
				device: { id: uuid(`x${actors.indexOf(actor)}`), name: 'x' }
			}
		],
		...everyone('401 session.refused')
	},
	'DELETE /api/session': { send: () => ['/api/session'], ...everyone('204') },
	'POST /api/password': {
		send: () => ['/api/password', { current: 'no', next: 'x' }],
		...signedIn('401 session.refused'),
		mustChange: '401 session.refused'
	},
	'POST /api/sync': {
		send: (actor) => [
			'/api/sync',
			{ protocol: PROTOCOL, device: deviceOf(actor), cursor: 0, epoch: null, changes: [] }
		],
		...signedIn('200')
	},
	'GET /api/live': { send: () => ['/api/live'], ...signedIn('200') },
	'GET /api/escrow': {
		send: () => ['/api/escrow'],
		...signedIn('403 escrow.refused'),
		mustChange: '403 escrow.refused'
	},
	'POST /api/escrow': {
		send: () => ['/api/escrow', { key }],
		...signedIn('200'),
		mustChange: '200'
	},
	// Only the secret of the very device answers for it, whoever is signed in.
	'GET /api/device': {
		send: () => [`/api/device?id=${deviceOf('own')}`],
		...everyone(stranger),
		own: '200'
	},
	'POST /api/device/rescue': {
		send: (actor) => [
			'/api/device/rescue',
			{ device: deviceOf(actor === 'revoked' ? 'revoked' : 'own'), entries: [], last: false }
		],
		...everyone(stranger),
		// Known by its secret; without a key in escrow the account’s password has to be shown.
		revoked: '401 session.refused'
	},
	'GET /api/devices': { send: () => ['/api/devices'], ...signedIn('200') },
	'POST /api/devices': { send: () => ['/api/devices', { name: '办公室' }], ...signedIn('200') },
	'POST /api/devices/revoke': {
		send: (actor) => [
			'/api/devices/revoke',
			{
				account: about(actor).account,
				device: actor === 'child' ? deviceOf('parent') : spareOf(actor),
				password: PASSWORD
			}
		],
		...fromAbove('200'),
		own: '200'
	},
	// Who brings a file adds nothing to it: it is read with its author’s key, or not at all.
	'POST /api/parcels': {
		send: () => ['/api/parcels', aPart(uuid('nobody'))],
		...signedIn(absent)
	},
	// Which hand-overs are in the list is tests/server/handover.test.ts.
	'GET /api/handovers': { send: () => ['/api/handovers'], ...signedIn('200') },
	'POST /api/handovers': {
		send: () => [
			'/api/handovers',
			{ device: uuid('nobody'), decision: 'release', password: PASSWORD }
		],
		...signedIn(absent)
	},
	'GET /api/accounts': {
		send: (actor) => [`/api/accounts?org=${about(actor).org}`],
		...fromAbove('200')
	},
	'POST /api/accounts/reset': {
		send: (actor) => ['/api/accounts/reset', { account: about(actor).account, password: PASSWORD }],
		...fromAbove('200')
	},
	// Who sees the member’s record now, and nobody else (S-17).
	'GET /api/photo': {
		send: () => [`/api/photo?member=${wang.id}&photo=${photo.id}`],
		...inSight('200')
	},
	'POST /api/photo': {
		send: () => ['/api/photo', { member: wang.id, photo: photo.id, offset: 0, data: '' }],
		...inSight('200')
	},
	'POST /api/accounts/lock': {
		send: (actor) => [
			'/api/accounts/lock',
			{ account: about(actor).account, locked: false, password: PASSWORD }
		],
		...fromAbove('200')
	}
};

const accounts: Record<Exclude<Actor, 'anonymous'>, string> = {
	own: b1Account,
	sibling: `u${otherBranch.code}`,
	child: b1Account,
	parent: `a${faculty.code}`,
	above: `a${ROOT_CODE}`,
	revoked: b1Account,
	mustChange: `u${otherBranch.code}`
};

/** A part of a file that this device might have made. */
function aPart(device: string) {
	const made = '2026-11-24T14:02:00+08:00';
	const header = { id: uuid('parcel'), device, from: '示例', made, count: 1, parts: 1 };
	return { header, index: 0, sealed: key };
}

function deviceOf(actor: Actor): string {
	return uuid(`d${actors.indexOf(actor)}`);
}

function spareOf(actor: Actor): string {
	return uuid(`s${actors.indexOf(actor)}`);
}

let server: TestServer;

beforeAll(async () => {
	server = await aServer({ orgs });
	await server.put(['member', wang]);
	for (const name of new Set(Object.values(accounts))) await server.account(name, PASSWORD);
});
afterAll(() => server.close());

/** A browser as this actor, just signed in. */
async function callerAs(actor: Actor): Promise<Caller> {
	const caller = new Caller(server);
	if (actor === 'anonymous') return caller;
	const { db } = server.app;
	const account = accounts[actor];
	await db.updateTable('account').set({ must_change: 0, locked: 0 }).execute();
	// A reset of an earlier line has taken the password away.
	const { password_hash } = await db
		.selectFrom('account')
		.select('password_hash')
		.where('name', '=', accounts.above)
		.executeTakeFirstOrThrow();
	await db
		.updateTable('account')
		.set({ password_hash, code_until: null, code_device: null })
		.execute();
	await db.deleteFrom('session').execute();
	await db.deleteFrom('device').where('id', '=', deviceOf(actor)).execute();
	expect(await caller.signIn(account, PASSWORD, deviceOf(actor))).toBe(200);
	if (actor === 'mustChange') {
		await db.updateTable('account').set({ must_change: 1 }).where('name', '=', account).execute();
	}
	if (actor === 'revoked') {
		const revoked_at = server.app.now().toISOString();
		await db.updateTable('device').set({ revoked_at }).where('id', '=', deviceOf(actor)).execute();
	}
	return caller;
}

/** A second device of the asked account, to be revoked. */
async function aSpare(actor: Actor): Promise<void> {
	const id = spareOf(actor);
	const row = { account: b1Account, id, name: '备用', created: '2026-11-24T06:00:00.000Z' };
	const { db } = server.app;
	await db.deleteFrom('device').where('id', '=', id).execute();
	await db.insertInto('device').values(row).execute();
}

test('every route and method on disk has its line in the table, and no other', () => {
	expect(Object.keys(table).toSorted()).toEqual(routes);
});

describe.each(Object.entries(table))('%s', (route, row) => {
	test.each(actors)('%s', async (actor) => {
		const caller = await callerAs(actor);
		if (route === 'POST /api/devices/revoke') await aSpare(actor);
		const [path, body] = row.send(actor);
		const proof = actor === 'anonymous' ? {} : { [DEVICE_SECRET]: secretOf(deviceOf(actor)) };
		const response = await caller.json(route.split(' ')[0]!, path, body, proof);
		const { status } = response;
		if (status < 400) {
			expect(`${status}`).toBe(row[actor]);
			await response.body?.cancel();
			return;
		}
		const { code } = (await response.json()) as { code: string };
		expect(`${status} ${code}`).toBe(row[actor]);
		expect(response.headers.get('cache-control')).toBe('no-store');
		// No answer that refuses tells a browser to clear anything (R-SES-04).
		expect(response.headers.get('clear-site-data')).toBeNull();
	});
});

test('missing and foreign are one answer, byte for byte (R-AZ-03)', async () => {
	const caller = await callerAs('sibling');
	const texts = new Set<string>();
	for (const org of [
		branch.id,
		faculty.id,
		root.id,
		otherBranch.id,
		uuid('nobody'),
		'',
		'%',
		'_'
	]) {
		const response = await caller.json('GET', `/api/accounts?org=${encodeURIComponent(org)}`);
		texts.add(`${response.status} ${await response.text()}`);
	}
	for (const account of [b1Account, `a${faculty.code}`, 'u999999999999', '', "' OR 1=1--"]) {
		const body = { account, password: PASSWORD };
		const response = await caller.json('POST', '/api/accounts/reset', body);
		texts.add(`${response.status} ${await response.text()}`);
	}
	const [spare, nobody] = [spareOf('anonymous'), uuid('nobody')];
	await aSpare('anonymous');
	for (const [account, device] of [
		[b1Account, spare],
		[b1Account, nobody],
		['u999999999999', spare],
		[accounts.sibling, spare],
		[accounts.sibling, nobody]
	]) {
		const body = { account, device, password: PASSWORD };
		const response = await caller.json('POST', '/api/devices/revoke', body);
		texts.add(`${response.status} ${await response.text()}`);
	}
	for (const id of [spare, nobody]) {
		const list = await caller.json('GET', `/api/handovers?device=${id}`);
		texts.add(`${list.status} ${await list.text()}`);
		const body = { device: id, decision: 'release', password: PASSWORD };
		const decision = await caller.json('POST', '/api/handovers', body);
		texts.add(`${decision.status} ${await decision.text()}`);
		const carried = await caller.json('POST', '/api/parcels', aPart(id));
		texts.add(`${carried.status} ${await carried.text()}`);
	}
	for (const account of [b1Account, 'u999999999999']) {
		const body = { account, locked: true, password: PASSWORD };
		const response = await caller.json('POST', '/api/accounts/lock', body);
		texts.add(`${response.status} ${await response.text()}`);
	}
	for (const [member, id] of [
		[wang.id, photo.id],
		[wang.id, nobody],
		[nobody, photo.id]
	]) {
		const shown = await caller.json('GET', `/api/photo?member=${member}&photo=${id}`);
		texts.add(`${shown.status} ${await shown.text()}`);
		const piece = { member, photo: id, offset: 0, data: '' };
		const put = await caller.json('POST', '/api/photo', piece);
		texts.add(`${put.status} ${await put.text()}`);
	}
	expect([...texts]).toEqual(['404 {"code":"not-found"}']);
});

test('a committee manages neither itself nor who stands above', async () => {
	const caller = await callerAs('parent');
	for (const account of [`a${faculty.code}`, `a${ROOT_CODE}`]) {
		const reset = await caller.json('POST', '/api/accounts/reset', { account, password: PASSWORD });
		expect(reset.status).toBe(404);
	}
	for (const org of [faculty.id, root.id]) {
		expect((await caller.json('GET', `/api/accounts?org=${org}`)).status).toBe(404);
	}
});

test('without the right own password nothing is reset, locked or revoked', async () => {
	const caller = await callerAs('parent');
	await aSpare('anonymous');
	const password = 'no';
	const account = b1Account;
	for (const [path, body] of [
		['/api/accounts/reset', { account, password }],
		['/api/accounts/lock', { account, locked: true, password }],
		['/api/devices/revoke', { account, device: spareOf('anonymous'), password }]
	] as const) {
		const response = await caller.json('POST', path, body);
		expect([response.status, await response.json()]).toEqual([401, { code: 'session.refused' }]);
	}
	const device = await server.app.db
		.selectFrom('device')
		.select('revoked_at')
		.where('id', '=', spareOf('anonymous'))
		.executeTakeFirstOrThrow();
	expect(device.revoked_at).toBeNull();
});
