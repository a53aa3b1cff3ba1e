import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginNewEpoch } from '#server/backup/new-epoch';
import { changePassword } from '#server/session/change-password';
import { hashPassword, isOutdated, isPassword, nobodysHash } from '#server/session/password';
import { endSession, findSession, type SignedIn } from '#server/session/session';
import { sessionInfo } from '#server/session/session-info';
import { Turns } from '#server/session/turns';
import { branch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let server: TestServer;
let clock: number;
let account: string;
beforeEach(async () => {
	clock = Date.parse('2026-11-24T06:00:00Z');
	server = await aServer({ now: () => new Date(clock) });
	account = server.secretary(branch);
	await server.account(account, PASSWORD);
});
afterEach(() => server.close());

async function tokenOf(password = PASSWORD): Promise<string> {
	const result = await server.signIn(account, password);
	if (result.kind !== 'in') throw new Error(result.kind);
	return result.token;
}

async function signedIn(password = PASSWORD): Promise<SignedIn> {
	const found = await findSession(server.app, await tokenOf(password));
	if (!found) throw new Error('no session');
	return found;
}

test('a password is kept as Argon2id with 19 MiB, two passes and a salt of its own', async () => {
	const [one, two] = await Promise.all([hashPassword('密码 🔑 '), hashPassword('密码 🔑 ')]);
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	expect(one).not.toBe(two);
	expect(await isPassword('密码 🔑 ', one)).toBe(true);
	expect(await isPassword('密码 🔑', one)).toBe(false);
	const long = 'x'.repeat(127);
	expect(await isPassword(`${long}b`, await hashPassword(`${long}a`))).toBe(false);
	expect(isOutdated(one)).toBe(false);
	expect(isOutdated(one.replace('m=19456', 'm=9728'))).toBe(true);
	expect(await isPassword('anything', nobodysHash)).toBe(false);
});

test('a hash of a lower cost is renewed at the next sign-in', async () => {
	const { db } = server.app;
	const weaker =
		'$argon2id$v=19$m=9728,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$' +
		(await weakTag('c2FsdHNhbHRzYWx0c2FsdA', 9728));
	await db.updateTable('account').set({ password_hash: weaker }).execute();
	await tokenOf();
	const { password_hash } = await db
		.selectFrom('account')
		.select('password_hash')
		.executeTakeFirstOrThrow();
	expect(isOutdated(password_hash)).toBe(false);
	await tokenOf();
});

async function weakTag(salt: string, memory: number): Promise<string> {
	const { argon2Sync } = await import('node:crypto');
	return argon2Sync('argon2id', {
		message: PASSWORD,
		nonce: Buffer.from(salt, 'base64'),
		parallelism: 1,
		tagLength: 32,
		memory,
		passes: 2
	})
		.toString('base64')
		.replace(/=+$/, '');
}

test('signing in tells who it is, and the database never holds the token', async () => {
	const token = await tokenOf();
	expect(Buffer.from(token, 'base64url')).toHaveLength(32);
	const found = await findSession(server.app, token);
	expect(found).toMatchObject({ account, kind: 'u', orgId: branch.id, device: uuid('phone') });
	expect(await sessionInfo(server.app, found!)).toEqual({
		account,
		kind: 'u',
		orgId: branch.id,
		orgName: branch.shortName,
		campus: server.campus,
		mustChange: false,
		escrowed: false,
		serverTime: '2026-11-24T06:00:00.000Z'
	});
	const rows = await server.app.db.selectFrom('session').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(token);
	expect(await findSession(server.app, `${token}x`)).toBeUndefined();
	expect(await findSession(server.app, '')).toBeUndefined();
});

test('unknown, malformed and wrong are one answer', async () => {
	const wrong = await server.signIn(account, 'no');
	for (const name of ['u999999999999', "' OR 1=1--", '', 'x'.repeat(200), 'system']) {
		expect(await server.signIn(name, PASSWORD)).toEqual(wrong);
	}
	expect(wrong).toEqual({ kind: 'refused' });
});

test('an unknown account takes as long as a known one', async () => {
	const time = async (name: string, n: number) => {
		const started = performance.now();
		await server.signIn(name, 'no', { address: `192.0.2.${n}` });
		return performance.now() - started;
	};
	const known: number[] = [];
	const unknown: number[] = [];
	for (let n = 0; n < 15; n++) {
		known.push(await time(account, n));
		unknown.push(await time('u999999999999', n));
	}
	const middle = (times: number[]) => times.sort((a, b) => a - b)[7]!;
	// A look-up without hashing would be fifty times faster; the machine’s noise is far below half.
	expect(middle(unknown) / middle(known)).toBeGreaterThan(0.5);
	expect(middle(unknown) / middle(known)).toBeLessThan(2);
});

test('a session ends a day after its last use', async () => {
	const token = await tokenOf();
	clock += 24 * HOUR - 1000;
	expect(await findSession(server.app, token)).toBeDefined();
	clock += 24 * HOUR - 1000;
	expect(await findSession(server.app, token)).toBeDefined();
	clock += 24 * HOUR + 1000;
	expect(await findSession(server.app, token)).toBeUndefined();
	expect(await server.app.db.selectFrom('session').selectAll().execute()).toEqual([]);
});

test('a session ends two weeks after it began, however busy', async () => {
	const token = await tokenOf();
	const began = clock;
	for (; clock < began + 14 * 24 * HOUR; clock += 12 * HOUR) {
		expect(await findSession(server.app, token)).toBeDefined();
	}
	expect(await findSession(server.app, token)).toBeUndefined();
});

test('a session that was ended does not come back', async () => {
	const token = await tokenOf();
	const found = await findSession(server.app, token);
	await endSession(server.app.db, found!.tokenHash);
	expect(await findSession(server.app, token)).toBeUndefined();
});

test('ten failures from an unknown source pause that pair for a quarter of an hour', async () => {
	for (let n = 0; n < 10; n++) expect((await server.signIn(account, 'no')).kind).toBe('refused');
	expect(await server.signIn(account, PASSWORD)).toEqual({ kind: 'wait', seconds: 900 });
	await server.reopen();
	clock += 5 * MINUTE;
	// Trying does not prolong the pause.
	for (let n = 0; n < 5; n++) await server.signIn(account, 'no');
	expect(await server.signIn(account, PASSWORD)).toEqual({ kind: 'wait', seconds: 600 });
	expect((await server.signIn(account, PASSWORD, { address: '192.0.2.2' })).kind).toBe('in');
	clock += 10 * MINUTE;
	expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
	expect((await server.signIn(account, 'no')).kind).toBe('refused');
});

test('an unknown account is paused in the same way', async () => {
	for (let n = 0; n < 10; n++) await server.signIn('u999999999999', 'no');
	expect(await server.signIn('u999999999999', 'no')).toEqual({ kind: 'wait', seconds: 900 });
});

test('many tries at once count as many', async () => {
	const tries = await Promise.all(Array.from({ length: 40 }, () => server.signIn(account, 'no')));
	expect(tries.filter(({ kind }) => kind === 'refused')).toHaveLength(10);
});

test('strangers cannot lock out a device the account knows', async () => {
	await tokenOf();
	const stranger = { device: uuid('stranger') };
	for (let n = 0; n < 30; n++) await server.signIn(account, 'no', stranger);
	expect((await server.signIn(account, PASSWORD, stranger)).kind).toBe('wait');
	expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
	for (let n = 0; n < 10; n++) await server.signIn(account, 'no');
	expect((await server.signIn(account, PASSWORD)).kind).toBe('wait');
});

test('one address cannot try one password on a hundred accounts, but right ones cost nothing', async () => {
	for (let n = 0; n < 5; n++) await server.signIn(account, PASSWORD, { device: uuid(`n${n}`) });
	for (let n = 0; n < 100; n++) {
		const { kind } = await server.signIn(`u9900000000${100 + n}`, 'no');
		expect(kind).toBe('refused');
	}
	const stranger = { device: uuid('stranger') };
	expect((await server.signIn(account, PASSWORD, stranger)).kind).toBe('wait');
	expect((await server.signIn(account, PASSWORD, { ...stranger, address: '192.0.2.9' })).kind).toBe(
		'in'
	);
}, 60_000);

test('a try that has to wait counts nowhere, and a right one neither', async () => {
	for (let n = 0; n < 40; n++) await server.signIn('u999999999999', 'no');
	await server.signIn(account, PASSWORD, { device: uuid('new') });
	const rows = await server.app.db.selectFrom('attempt').selectAll().execute();
	const ofAddress = rows.find((row) => row.account === '' && row.source === 'address:192.0.2.1');
	expect(ofAddress?.failed).toBe(10);
	expect(rows.some((row) => row.account === account)).toBe(false);
});

test('where the server learns no address, nobody pays for another account', async () => {
	for (let n = 0; n < 101; n++) {
		await server.signIn(`u9900000000${100 + n}`, 'no', { address: '' });
	}
	const from = { address: '', device: uuid('new') };
	expect((await server.signIn(account, PASSWORD, from)).kind).toBe('in');
}, 120_000);

test('[E30] only the right password is told that an account was unused for a year', async () => {
	await tokenOf();
	clock += 366 * 24 * HOUR;
	expect(await server.signIn(account, 'no')).toEqual({ kind: 'refused' });
	expect(await server.signIn(account, PASSWORD)).toEqual({ kind: 'closed', why: 'account.unused' });
	await server.app.db
		.updateTable('account')
		.set({ reset_at: new Date(clock).toISOString() })
		.execute();
	expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
});

test('[E30] after a restoration a proven device hears that the password before it holds', async () => {
	await tokenOf();
	const takenAt = '2026-11-20T00:00:00.000Z';
	await server.app.db
		.transaction()
		.execute((trx) => beginNewEpoch(trx, { takenAt, sha256: '0' }, takenAt));
	expect(await server.signIn(account, 'newer one')).toEqual({ kind: 'refused', restored: takenAt });
	const stranger = { device: uuid('stranger') };
	expect(await server.signIn(account, 'newer one', stranger)).toEqual({ kind: 'refused' });
});

test('[C16] an account has at most fifty devices in use, and is told so', async () => {
	const row = {
		account,
		name: 'x',
		created: '',
		last_exchange: null,
		unsent: null,
		secret_hash: null
	};
	const rest = { escrow: null, revoked_at: null, wiped_at: null };
	const rows = Array.from({ length: 50 }, (_, n) => ({ ...row, ...rest, id: uuid(`many${n}`) }));
	await server.app.db.insertInto('device').values(rows).execute();
	expect(await server.signIn(account, PASSWORD)).toEqual({ kind: 'too-many' });
	await server.app.db
		.updateTable('device')
		.set({ revoked_at: 'x' })
		.where('id', '=', uuid('many0'))
		.execute();
	expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
});

test('a few hashes at once, a few more wait, in their order', async () => {
	const turns = new Turns(2, 3);
	const done: number[] = [];
	let running = 0;
	let most = 0;
	const work = (n: number) =>
		turns.run(async () => {
			most = Math.max(most, ++running);
			await new Promise((resolve) => setTimeout(resolve, 5));
			running--;
			done.push(n);
		});
	const all = [0, 1, 2, 3, 4].map(work);
	expect(turns.isFull).toBe(true);
	await Promise.all(all);
	expect(most).toBe(2);
	expect(done).toEqual([0, 1, 2, 3, 4]);
	expect(turns.isFull).toBe(false);
});

test('a failing work gives its turn back', async () => {
	const turns = new Turns(1, 1);
	await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await turns.run(() => Promise.resolve('next'))).toBe('next');
});

test('changing the password ends every session, begins one, and lifts the duty to change', async () => {
	const { db } = server.app;
	await db.updateTable('account').set({ must_change: 1 }).execute();
	const elsewhere = await tokenOf();
	const here = await signedIn();
	expect(here.mustChange).toBe(true);
	const result = await changePassword(server.app, here, {
		current: PASSWORD,
		next: 'Another-quiet-pier-31'
	});
	if (result.kind !== 'changed') throw new Error(result.kind);
	expect(await findSession(server.app, elsewhere)).toBeUndefined();
	expect(await findSession(server.app, result.token)).toMatchObject({ account, mustChange: false });
	expect((await server.signIn(account, PASSWORD)).kind).toBe('refused');
	expect((await server.signIn(account, 'Another-quiet-pier-31')).kind).toBe('in');
});

test('the current password is asked for, and counted like a sign-in', async () => {
	const here = await signedIn();
	const asked = { current: 'no', next: 'Another-quiet-pier-31' };
	for (let n = 0; n < 10; n++) {
		expect((await changePassword(server.app, here, asked)).kind).toBe('refused');
	}
	expect((await changePassword(server.app, here, { ...asked, current: PASSWORD })).kind).toBe(
		'wait'
	);
});

test('the policy knows the initials of the organisation, as the browser does', async () => {
	const org = {
		...branch,
		fullName: '中共示例海洋大学信息学院学生第一党支部',
		shortName: '信息学院'
	};
	await server.put(['org', org]);
	const here = await signedIn();
	const next = 'Kq7-xxyxsdydzb-W';
	expect(await changePassword(server.app, here, { current: PASSWORD, next })).toEqual({
		kind: 'weak',
		reasons: ['initials']
	});
});

test('the policy is applied: weak, the account’s own name, and the previous five', async () => {
	let here = await signedIn();
	const to = async (current: string, next: string) =>
		changePassword(server.app, here, { current, next });
	for (const next of ['short', `${account}Ab!`, PASSWORD, 'x'.repeat(129)]) {
		const result = await to(PASSWORD, next);
		expect(result.kind, next.slice(0, 40)).toBe('weak');
		expect(result.kind === 'weak' && result.reasons.length).toBeGreaterThan(0);
	}
	let current = PASSWORD;
	const change = async (next: string) => {
		const result = await to(current, next);
		if (result.kind !== 'changed') return result;
		current = next;
		here = (await findSession(server.app, result.token))!;
		return result;
	};
	const others = ['pier', 'quay', 'buoy', 'reef'].map((word) => `Another-quiet-${word}-37`);
	for (const next of others) expect((await change(next)).kind).toBe('changed');
	expect(await change(PASSWORD)).toEqual({ kind: 'weak', reasons: ['previous'] });
	expect((await change('Another-quiet-gull-37')).kind).toBe('changed');
	expect((await change(PASSWORD)).kind).toBe('changed');
}, 60_000);
