import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROTOCOL } from '#domain/protocol/protocol';
import { plainCode } from '#domain/account/activation-code';
import { ageOf, isToCome, SKEW_MS } from '#server/age';
import { openApp } from '#server/app';
import { noteContact } from '#server/session/device-contact';
import { deposit, release } from '#server/session/escrow';
import { findSession } from '#server/session/session';
import { SteadyClock } from '#server/steady-clock';
import { verifyLog } from '#server/sync/verify-log';
import { admission, branch, otherBranch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const name = `u${branch.code}`;
const CODE = 'ABCD-EFGH-JKMN';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;
const RIGHT = Date.UTC(2026, 10, 24, 6);

let clock: number;
let server: TestServer;
beforeEach(async () => {
	clock = RIGHT;
	server = await aServer({ now: () => new Date(clock) });
	await server.account(name, PASSWORD);
});
afterEach(() => server.close());

async function token(): Promise<string> {
	const result = await server.signIn(name, PASSWORD);
	if (result.kind !== 'in') throw new Error(result.kind);
	return result.token;
}

/** Something done while the clock of the server is a year ahead. */
async function aYearAhead<T>(work: () => Promise<T>): Promise<T> {
	clock = RIGHT + YEAR;
	try {
		return await work();
	} finally {
		clock = RIGHT;
	}
}

test('an account locked out while the clock was ahead opens as soon as it is right', async () => {
	await aYearAhead(async () => {
		for (let tries = 0; tries < 12; tries++) await server.signIn(name, 'wrong');
		expect(await server.signIn(name, PASSWORD)).toMatchObject({ kind: 'wait' });
	});
	expect(await server.signIn(name, PASSWORD)).toMatchObject({ kind: 'in' });
});

test('a session that began in the future is over, and does not live a year longer', async () => {
	const made = await aYearAhead(token);
	expect(await findSession(server.app, made)).toBeUndefined();
	const again = await token();
	expect(await findSession(server.app, again)).toBeDefined();
	// Two servers are never quite together.
	clock = RIGHT - 2 * MINUTE;
	expect(await findSession(server.app, again)).toBeDefined();
});

test('a session seen last in the future is over as well', async () => {
	const made = await token();
	const last_seen = new Date(RIGHT + YEAR).toISOString();
	await server.app.db.updateTable('session').set({ last_seen }).execute();
	expect(await findSession(server.app, made)).toBeUndefined();
});

test('an activation code made while the clock was ahead is not good for a year', async () => {
	const other = `u${otherBranch.code}`;
	await server.account(other, plainCode(CODE));
	const set = (ms: number) =>
		server.app.db
			.updateTable('account')
			.set({ code_until: new Date(RIGHT + ms).toISOString() })
			.where('name', '=', other)
			.execute();
	await set(YEAR + 3 * DAY);
	expect((await server.signIn(other, CODE)).kind).not.toBe('in');
	await set(3 * DAY);
	expect(await server.signIn(other, CODE)).toMatchObject({ kind: 'in' });
});

test('the key in escrow is not given out a year after the sign-in that opened it', async () => {
	const first = (await findSession(server.app, await token()))!;
	expect(await deposit(server.app, first, Buffer.alloc(32, 9).toString('base64'))).toBe(true);
	const made = (await findSession(server.app, await token()))!;
	const escrow_until = new Date(RIGHT + YEAR).toISOString();
	await server.app.db.updateTable('session').set({ escrow_until }).execute();
	expect(await release(server.app, made)).toBeUndefined();
});

test('a device seen in the future is noted again as soon as it comes', async () => {
	const signedIn = (await findSession(server.app, await token()))!;
	const contact = { last: new Date(RIGHT + YEAR).toISOString(), unsent: 0 };
	const quiet = { protocol: PROTOCOL, device: uuid('phone'), cursor: 0, epoch: null } as const;
	await noteContact(server.app, { ...signedIn, contact }, { ...quiet, changes: [], unsent: 0 });
	const { last_exchange } = await server.app.db
		.selectFrom('device')
		.select('last_exchange')
		.where('id', '=', uuid('phone'))
		.executeTakeFirstOrThrow();
	expect(last_exchange).toBe(new Date(RIGHT).toISOString());
});

test('a server does not start with a clock earlier than its log, says what to do, and goes on when told', async () => {
	const admit = (n: number) => ({
		id: uuid(`c${n}`),
		name: 'member.admit',
		args: admission(n),
		at: '2026-11-24T06:00:00Z'
	});
	await aYearAhead(() => server.push(server.secretary(branch), admit(1)));
	await server.app.close();
	const start = (ms: number, clockIsRight = false) =>
		openApp({ ...server.place, now: () => new Date(ms), clockIsRight });
	const refused = await start(RIGHT).catch((error: unknown) => error);
	expect(refused).toMatchObject({ name: 'StartRefused' });
	expect(String(refused)).toMatch(/2026-11-24T06[\s\S]*2027-11-24T06[\s\S]*--clock-is-right/);
	await (await start(RIGHT + YEAR - SKEW_MS / 2)).close();

	await (await start(RIGHT, true)).close();
	await (await start(RIGHT)).close();
	await (await start(RIGHT, true)).close();
	await server.reopen();
	const lines = await server.app.db
		.selectFrom('change_log')
		.select(['name', 'at_server'])
		.where('name', '=', 'campus.clock')
		.execute();
	expect(lines).toEqual([{ name: 'campus.clock', at_server: new Date(RIGHT).toISOString() }]);
	expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
});

test('a clock that falls behind while the server runs goes on from the last good moment', () => {
	let [wall, ticks] = [RIGHT, 0];
	const steady = new SteadyClock(
		() => wall,
		() => ticks
	);
	const pass = (ms: number) => {
		wall += ms;
		ticks += ms;
	};
	pass(1000);
	expect(steady.now().getTime()).toBe(RIGHT + 1000);
	// The little steps by which a clock is kept right.
	wall -= MINUTE;
	expect(steady.now().getTime()).toBe(RIGHT + 1000 - MINUTE);
	expect(steady.isBehind).toBe(false);
	wall = Date.UTC(1972, 0, 1);
	pass(500);
	expect(steady.now().getTime()).toBe(RIGHT + 1500 - MINUTE);
	expect(steady.isBehind).toBe(true);
	pass(DAY);
	expect(steady.now().getTime()).toBe(RIGHT + 1500 - MINUTE + DAY);
	wall = RIGHT + DAY;
	expect(steady.now().getTime()).toBe(RIGHT + DAY);
	expect(steady.isBehind).toBe(false);
	// Forward is what a machine that slept does.
	wall += YEAR;
	expect(steady.now().getTime()).toBe(wall);
});

test.each([
	['an hour ago', -60 * MINUTE, 60 * MINUTE],
	['now', 0, 0],
	['a little ahead: two servers', 2 * MINUTE, 0],
	['a day ahead', DAY, Number.POSITIVE_INFINITY],
	['1972', Date.UTC(1972, 0, 1) - RIGHT, RIGHT - Date.UTC(1972, 0, 1)]
])('the age of a stored time: %s', (_, offset, age) => {
	const now = new Date(RIGHT);
	expect(ageOf(new Date(RIGHT + offset).toISOString(), now)).toBe(age);
	expect(ageOf(null, now)).toBe(Number.POSITIVE_INFINITY);
	expect(ageOf('no time', now)).toBe(Number.POSITIVE_INFINITY);
	const end = new Date(RIGHT + offset).toISOString();
	expect(isToCome(end, now, 60 * MINUTE)).toBe(offset > 0 && offset < DAY);
});
