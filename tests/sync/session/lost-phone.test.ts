import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Session } from '#sync/session/session';
import { eventually } from '../../support/eventually';
import { TypedForm } from '../../support/typed-form';
import { Browser } from '../../support/browser';
import { aMember, branch, campus, faculty, uuid } from '../../support/device';
import { aServer, type TestServer } from '../../support/server';

/** The real server behind its real endpoints, and the real client engine. */
const PASSWORD = 'Harbour-lights-27-quiet';
const NEXT = 'Another-quiet-pier-31';
const account = `u${branch.code}`;
const committee = `a${faculty.code}`;
const wang = aMember('王一', { remark: '' });

let server: TestServer;
let browsers: Browser[] = [];

beforeEach(async () => {
	server = await aServer({ orgs: campus });
	await server.account(account, PASSWORD);
	await server.account(committee, PASSWORD);
	await server.put(['member', wang]);
});
afterEach(async () => {
	for (const browser of browsers) browser.close();
	browsers = [];
	await server.close();
});

function aBrowser(): Browser {
	const browser = new Browser(server);
	browsers.push(browser);
	return browser;
}

async function signedIn(name = account): Promise<{ browser: Browser; session: Session }> {
	const browser = aBrowser();
	const session = await browser.page();
	expect(await session.signIn(name, PASSWORD)).toEqual({ ok: true });
	await eventually(() => expect(session.sync?.status.state).toBe('done'));
	await eventually(async () => expect(await escrowOf(session)).not.toBeNull());
	return { browser, session };
}

function idOf(session: Session): string {
	return session.replica!.account.deviceId;
}

async function escrowOf(session: Session): Promise<string | null> {
	return (await deviceRow(idOf(session))).escrow;
}

function deviceRow(id: string) {
	return server.app.db
		.selectFrom('device')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
}

async function secretIn(browser: Browser): Promise<string> {
	const db = browser.store(account);
	const header = await db.vault.get('header');
	db.close();
	return header!.deviceSecret!;
}

/** Edits of one remark, each from the value before. */
async function edit(session: Session, count: number): Promise<void> {
	for (let n = 1; n <= count; n++) {
		const from = session.replica!.member(wang.id)!.remark;
		const edits = { remark: { from, to: `改${n}` } };
		expect((await session.replica!.mutate(editMember, { id: wang.id, edits })).ok).toBe(true);
	}
}

async function logged(device: string) {
	return server.app.db
		.selectFrom('change_log')
		.select(['name', 'verdict', 'account', 'args'])
		.where('device', '=', device)
		.orderBy('seq')
		.execute();
}

/** As the committee’s browser does it. */
async function fromAbove(path: string, body: object): Promise<Response> {
	const { browser } = await signedIn(committee);
	return browser.caller.json('POST', path, { ...body, password: PASSWORD });
}

async function revoke(device: string): Promise<void> {
	const response = await fromAbove('/api/devices/revoke', { account, device });
	expect(response.status).toBe(200);
}

/** 放行 in the committee’s browser. */
async function release(device: string): Promise<unknown> {
	const response = await fromAbove('/api/handovers', { device, decision: 'release' });
	expect(response.status).toBe(200);
	return response.json();
}

async function reset(): Promise<string> {
	const response = await fromAbove('/api/accounts/reset', { account });
	const { code } = (await response.json()) as { code: string };
	return code;
}

describe('[V-3] a reset by the superior destroys no unsent change', () => {
	test('locked phone: the code opens the vault, a new password closes it, all 20 arrive', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 20);
		session.lock();
		const code = await reset();
		browser.online(true);

		const page = await browser.page();
		expect(await page.signIn(account, PASSWORD)).toMatchObject({
			problem: { code: 'password.elsewhere' }
		});
		expect(await page.signIn(account, 'nobody’s')).toMatchObject({
			problem: { code: 'session.refused' }
		});
		expect(await page.signIn(account, code.toLowerCase())).toEqual({ ok: true });
		expect(page.mustChange).toBe(true);
		expect(page.replica!.outbox()).toHaveLength(20);
		const weak = await page.changePassword(code.toLowerCase(), PASSWORD);
		expect(weak).toEqual({ ok: false, problem: { code: 'password.weak', reasons: ['previous'] } });
		expect(await page.changePassword(code.toLowerCase(), NEXT)).toEqual({ ok: true });
		await eventually(() => expect(page.replica!.outbox()).toEqual([]));

		const lines = await logged(id);
		expect(lines.map(({ verdict }) => verdict)).toEqual(
			Array.from({ length: 20 }, () => 'applied')
		);
		page.lock();
		expect((await page.unlock(code)).ok).toBe(false);
		expect(await page.unlock(NEXT)).toEqual({ ok: true });
		expect(page.replica!.member(wang.id)!.remark).toBe('改20');
	});

	test('open phone: the session ends, the person signs in again with the code', async () => {
		const { browser, session } = await signedIn();
		browser.online(false);
		await edit(session, 3);
		const code = await reset();
		browser.online(true);
		await eventually(() => expect(session.sync?.status.state).toBe('signed-out'));
		expect(session.state).toBe('open');
		expect(await session.signIn(account, code)).toEqual({ ok: true });
		expect(await session.changePassword(code, NEXT)).toEqual({ ok: true });
		await eventually(() => expect(session.replica!.outbox()).toEqual([]));
		session.lock();
		expect(await session.unlock(NEXT)).toEqual({ ok: true });
	});

	test('[R-ACC-04] every device of the account is told of the reset, each until somebody takes note', async () => {
		const first = await signedIn();
		const second = await signedIn();
		expect(first.session.reset).toBeUndefined();
		const code = await reset();
		expect(await first.session.signIn(account, code)).toEqual({ ok: true });
		expect(first.session.reset).toEqual({ at: expect.any(String), by: faculty.shortName });
		expect(await first.session.changePassword(code, NEXT)).toEqual({ ok: true });
		await first.session.noteReset();
		expect(first.session.reset).toBeUndefined();
		expect(await second.session.signIn(account, NEXT)).toEqual({ ok: true });
		expect(second.session.reset?.by).toBe(faculty.shortName);
		await second.session.noteReset();
		second.session.lock();
		const page = await second.browser.page();
		expect(await page.unlock(NEXT)).toEqual({ ok: true });
		await eventually(() => expect(page.sync?.status.state).toBe('done'));
		expect(page.reset).toBeUndefined();
		// 90 days later nobody is told any more.
		const reset_at = new Date(Date.now() - 91 * 86_400_000).toISOString();
		await server.app.db.updateTable('account').set({ reset_at }).execute();
		const third = aBrowser();
		const later = await third.page();
		expect(await later.signIn(account, NEXT)).toEqual({ ok: true });
		expect(later.reset).toBeUndefined();
	});

	test('another phone gets its own vault and never this one’s key', async () => {
		const { session } = await signedIn();
		session.lock();
		const code = await reset();
		const other = aBrowser();
		const page = await other.page();
		expect(await page.signIn(account, code)).toEqual({ ok: true });
		const response = await other.caller.json('GET', '/api/escrow');
		expect(response.status).toBe(403);
	});

	test('the key is given once, and only in the minutes after signing in', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		expect((await browser.caller.json('GET', '/api/escrow')).status).toBe(403);
		expect(await browser.caller.signIn(account, PASSWORD, id, await secretIn(browser))).toBe(200);
		expect((await browser.caller.json('GET', '/api/escrow')).status).toBe(200);
		expect((await browser.caller.json('GET', '/api/escrow')).status).toBe(403);
		expect(await browser.caller.signIn(account, PASSWORD, id, await secretIn(browser))).toBe(200);
		const escrow_until = new Date(server.app.now().getTime() - 1).toISOString();
		await server.app.db.updateTable('session').set({ escrow_until }).execute();
		expect((await browser.caller.json('GET', '/api/escrow')).status).toBe(403);
	});

	test('a server that lost the key in escrow gets it again from a device that is unlocked', async () => {
		const { session } = await signedIn();
		const id = idOf(session);
		await server.app.db.updateTable('device').set({ escrow: null }).where('id', '=', id).execute();
		// The first unlock learns that the server holds none, the second one hands it in.
		for (let unlocks = 0; unlocks < 2; unlocks++) {
			session.lock();
			expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
			await eventually(() => expect(session.sync?.status.state).toBe('done'));
		}
		await eventually(async () => expect(await escrowOf(session)).not.toBeNull());
	});

	test('an id without the device’s own secret is another device', async () => {
		const { session } = await signedIn();
		const thief = aBrowser();
		expect(await thief.caller.signIn(account, PASSWORD, idOf(session))).toBe(409);
	});

	test('a wrong key in escrow leaves the vault as it is: the old password still opens it', async () => {
		const { browser, session } = await signedIn();
		const other = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 1);
		session.lock();
		// The other device’s key, sealed for this one as a defect of the server could do it.
		const { deposit } = await import('#server/session/escrow');
		const { openKey } = await import('#server/session/key-seal');
		const theirs = openKey(
			server.app,
			account,
			idOf(other.session),
			(await escrowOf(other.session))!
		);
		await server.app.db.updateTable('device').set({ escrow: null }).where('id', '=', id).execute();
		const principal = { account, device: id } as Parameters<typeof deposit>[1];
		await deposit(server.app, principal, theirs!.toString('base64'));
		const code = await reset();
		browser.online(true);
		const page = await browser.page();
		expect(await page.signIn(account, code)).toMatchObject({
			problem: { code: 'vault.wrong-password' }
		});
		expect(await page.unlock(PASSWORD)).toEqual({ ok: true });
		expect(page.replica!.outbox().length).toBeGreaterThan(0);
	});

	test('at rest the key lies sealed: neither the database nor its file holds it', async () => {
		const { browser, session } = await signedIn();
		const secret = await secretIn(browser);
		expect(await browser.caller.signIn(account, PASSWORD, idOf(session), secret)).toBe(200);
		const reply = await browser.caller.json('GET', '/api/escrow');
		const { key } = (await reply.json()) as { key: string };
		const rows = JSON.stringify(await server.app.db.selectFrom('device').selectAll().execute());
		expect(rows).not.toContain(key);
		expect(rows).not.toContain(Buffer.from(key, 'base64').toString('hex'));
	});
});

describe('[V-5] a revoked device hands over first and empties itself second', () => {
	test('open and at work: its unsent changes arrive, then nothing is left', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 5);
		await revoke(id);
		expect(session.replica!.outbox()).toHaveLength(5);
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		expect(session.revoked).toEqual({ step: 'done', held: 5 });
		expect(session.state).toBe('signed-out');
		expect(session.known).toBeUndefined();
		expect(await browser.databases()).toEqual([]);
		// A random mark, so that no tab that slept meanwhile brings any of it back.
		expect([...browser.remembered.keys()]).toEqual(['branchbook.erased']);
		expect(browser.shellForgotten).toBe(1);
		// Nothing of it reaches a record before the committee has looked at it.
		expect(await logged(id)).toEqual([]);
		expect(await release(id)).toMatchObject({ applied: 5, refused: 0, left: 0 });
		const lines = await logged(id);
		expect(lines.map((line) => [line.verdict, line.account])).toEqual(
			Array.from({ length: 5 }, () => ['applied', account])
		);
		expect((await deviceRow(id)).wiped_at).not.toBeNull();
		expect((await deviceRow(id)).escrow).toBeNull();
	});

	test('[V-7] what was typed and not saved goes along, and nothing is left', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 1);
		const [member] = session.replica!.members();
		const form = new TypedForm(session.replica!, member!);
		form.type('nativePlace', '打到一半的籍贯');
		await revoke(id);
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		expect(session.revoked).toEqual({ step: 'done', held: 1, drafts: 1 });
		expect(await browser.databases()).toEqual([]);
		const rows = await server.app.db
			.selectFrom('handover')
			.select(['kind', 'content'])
			.where('kind', '=', 'draft')
			.execute();
		expect(rows.map(({ content }) => JSON.parse(content) as unknown)).toMatchObject([
			{ lines: [{ label: 'nativePlace', text: '打到一半的籍贯' }] }
		]);
	});

	test('locked and nobody there: opening the page is enough', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 2);
		session.lock();
		await revoke(id);
		browser.caller.reachable = true;
		browser.environment.isOnline = true;
		const page = await browser.page();
		await eventually(() => expect(page.revoked).toEqual({ step: 'done', held: 2 }));
		expect(page.state).toBe('signed-out');
		expect(await browser.databases()).toEqual([]);
	});

	test('a session long over changes nothing: the device’s own secret still gets the answer', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		await edit(session, 1);
		await revoke(id);
		await server.app.db.deleteFrom('session').execute();
		session.sync!.now();
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		expect(await browser.databases()).toEqual([]);
	});

	test('no network at the hand-over: records are gone, the changes stay sealed and arrive later', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 4);
		await revoke(id);
		browser.caller.before = (path) => {
			if (path === '/api/device/rescue') throw new TypeError('cut');
		};
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('waiting'));
		expect(session.known).toBeUndefined();
		expect(await session.unlock(PASSWORD)).toMatchObject({ ok: false });
		const db = browser.store(account);
		expect(await db.pack.count()).toBe(0);
		expect(await db.meta.count()).toBe(0);
		expect(await db.journal.count()).toBeGreaterThan(0);
		const header = await db.vault.get('header');
		expect(header?.wrapped).toHaveLength(0);
		db.close();
		expect(await logged(id)).toEqual([]);

		// Killed and started again: it goes on by itself.
		browser.caller.before = undefined;
		const page = await browser.page();
		await eventually(() => expect(page.revoked?.step).toBe('done'));
		expect(page.revoked).toEqual({ step: 'done', held: 4 });
		expect(await browser.databases()).toEqual([]);
	});

	test('the answer to the hand-over is lost: nothing is applied twice, and it ends well', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 3);
		await revoke(id);
		let cut = 1;
		browser.caller.after = (path, answer) => {
			if (path === '/api/device/rescue' && cut-- > 0) throw new TypeError('cut');
			return answer;
		};
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('waiting'));
		browser.environment.pass(60_000);
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		expect(await release(id)).toMatchObject({ applied: 3 });
		expect(await logged(id)).toHaveLength(3);
	});

	test('a change the rules refuse is refused as usual and stops no other', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 1);
		// Sound here, but no longer there: the member moved away meanwhile.
		await server.put(['member', { ...wang, branchId: uuid('b2') }]);
		await revoke(id);
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		expect(session.revoked).toEqual({ step: 'done', held: 1 });
		expect(await release(id)).toMatchObject({ applied: 0, refused: 1 });
		expect((await logged(id)).map(({ verdict }) => verdict)).toEqual(['refused']);
	});

	test('without a key in escrow the password is asked for once more, and only to hand over', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		await server.app.db.updateTable('device').set({ escrow: null }).execute();
		const db = browser.store(account);
		db.presence.bind((await db.vault.get('header'))!);
		await db.vault.update('header', { escrowed: false });
		db.close();
		browser.online(false);
		await edit(session, 2);
		session.lock();
		await revoke(id);
		browser.caller.reachable = true;
		browser.environment.isOnline = true;
		const page = await browser.page();
		await eventually(() => expect(page.revoked?.step).toBe('password'));
		expect(page.state).toBe('locked');
		expect(await page.unlock('nicht das')).toMatchObject({
			problem: { code: 'vault.wrong-password' }
		});
		expect(await page.unlock(PASSWORD)).toMatchObject({ problem: { code: 'device.revoked' } });
		expect(page.revoked).toEqual({ step: 'done', held: 2 });
		expect(page.replica).toBeUndefined();
		expect(await browser.databases()).toEqual([]);
	});

	test('without a key in escrow and after a reset the new code is asked for as well', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		await server.app.db.updateTable('device').set({ escrow: null }).execute();
		const db = browser.store(account);
		db.presence.bind((await db.vault.get('header'))!);
		await db.vault.update('header', { escrowed: false });
		db.close();
		browser.online(false);
		await edit(session, 2);
		session.lock();
		const code = await reset();
		await revoke(id);
		browser.caller.reachable = true;
		browser.environment.isOnline = true;
		const page = await browser.page();
		await eventually(() => expect(page.revoked?.step).toBe('password'));
		await page.unlock(PASSWORD);
		expect(page.revoked).toEqual({ step: 'proof' });
		expect(await browser.databases()).toHaveLength(1);
		await page.unlock('nicht das');
		expect(page.revoked).toEqual({ step: 'proof' });
		await page.unlock(code.toLowerCase());
		expect(page.revoked).toEqual({ step: 'done', held: 2 });
		expect(await browser.databases()).toEqual([]);
	});

	test('a locked account hands nothing over; once unlocked it goes on by itself', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 2);
		await revoke(id);
		await fromAbove('/api/accounts/lock', { account, locked: true });
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('locked'));
		expect((await deviceRow(id)).escrow).not.toBeNull();
		await fromAbove('/api/accounts/lock', { account, locked: false });
		browser.environment.pass(60_000);
		await eventually(() => expect(session.revoked).toEqual({ step: 'done', held: 2 }));
	});

	test('signing in on it is told so in words, and another account may work there', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		await edit(session, 1);
		session.lock();
		await revoke(id);
		const answer = await session.signIn(account, PASSWORD);
		expect(answer).toMatchObject({ problem: { code: 'device.revoked' } });
		expect(session.revoked).toMatchObject({ step: 'done', held: 1 });
		expect(await session.signIn(committee, PASSWORD)).toEqual({ ok: true });
		expect(session.revoked).toBeUndefined();
		expect(idOf(session)).not.toBe(id);
		expect(await browser.databases()).toEqual([`branchbook-${committee}`]);
	});

	test('what a revoked device sends by the ordinary way is refused, however fast', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 1);
		const { handleSync } = await import('#server/sync/handle-sync');
		const request = { protocol: 1 as const, device: id, cursor: 0, epoch: null };
		const changes = [...session.replica!.pending(10)];
		await revoke(id);
		// The session was looked up before the revocation; the commit comes after it.
		const principal = { ...server.principal(account), device: id };
		await expect(handleSync(server.app, { ...request, changes }, principal)).rejects.toThrow();
		expect(await logged(id)).toEqual([]);
	});

	test.each([
		['401', { status: 401, body: '{"code":"session.missing"}' }],
		['403', { status: 403, body: '{"code":"origin.foreign"}' }],
		['404', { status: 404, body: '{"code":"not-found"}' }],
		['410 of a proxy', { status: 410, body: '<html>gone</html>', type: 'text/html' }],
		['410 without a version', { status: 410, body: '{"code":"device.revoked"}' }],
		['410 of version 2', { status: 410, body: '{"code":"device.revoked","version":2}' }],
		['410 for another device', { status: 410, body: '', other: true }],
		['426', { status: 426, body: '{"code":"protocol.unknown"}' }],
		['500', { status: 500, body: '{"code":"server.error"}' }],
		['an empty answer', { status: 200, body: '' }],
		['a campus sign-in page', { status: 200, body: '<html>校园网</html>', type: 'text/html' }]
	])('never inferred from %s', async (_name, { status, body, type, other }: Told) => {
		const { browser, session } = await signedIn();
		browser.online(false);
		await edit(session, 1);
		const told = other
			? JSON.stringify({ code: 'device.revoked', version: 1, device: uuid('other') })
			: body;
		const headers = { 'content-type': type ?? 'application/json' };
		browser.caller.after = () => new Response(told, { status, headers });
		browser.online(true);
		await session.sync!.settled();
		await new Promise((next) => setTimeout(next, 20));
		expect(session.revoked).toBeUndefined();
		expect(session.replica!.outbox()).toHaveLength(1);
		session.lock();
		const page = await browser.page();
		await new Promise((next) => setTimeout(next, 20));
		expect(page.state).toBe('locked');
		expect(await page.unlock(PASSWORD)).toEqual({ ok: true });
		expect(page.replica!.outbox()).toHaveLength(1);
	});
});

interface Told {
	status: number;
	body: string;
	type?: string;
	other?: boolean;
}

describe('[R-DEV-02] a device belongs to one account', () => {
	test('two accounts of one browser are two devices', async () => {
		const { browser, session } = await signedIn();
		const first = idOf(session);
		expect(await session.signIn(committee, PASSWORD)).toEqual({ ok: true });
		const second = idOf(session);
		expect(second).not.toBe(first);
		expect(await session.signIn(account, PASSWORD)).toEqual({ ok: true });
		expect(idOf(session)).toBe(first);
		expect(await browser.databases()).toHaveLength(2);
	});

	test('cookies cleared, database kept: it is the same device, and a reset still finds its key', async () => {
		const { browser, session } = await signedIn();
		const id = idOf(session);
		browser.online(false);
		await edit(session, 2);
		session.lock();
		const code = await reset();
		browser.caller.cookies.clear();
		browser.caller.reachable = true;
		browser.environment.isOnline = true;
		const page = await browser.page();
		expect(await page.signIn(account, code)).toEqual({ ok: true });
		expect(idOf(page)).toBe(id);
		expect(page.replica!.outbox()).toHaveLength(2);
	});

	test('a server that knows another secret: the browser goes on as a new device with all it holds', async () => {
		const { browser, session } = await signedIn();
		const first = idOf(session);
		browser.online(false);
		await edit(session, 2);
		session.lock();
		await server.app.db.updateTable('device').set({ secret_hash: 'x' }).execute();
		browser.caller.reachable = true;
		browser.environment.isOnline = true;
		const page = await browser.page();
		expect(await page.signIn(account, PASSWORD)).toEqual({ ok: true });
		const second = idOf(page);
		expect(second).not.toBe(first);
		await eventually(() => expect(page.replica!.outbox()).toEqual([]));
		await eventually(async () => expect((await deviceRow(second)).escrow).not.toBeNull());
		expect(await logged(second)).toHaveLength(2);
	});

	test('[V-4] signing out empties the device and takes it off the list', async () => {
		const { session } = await signedIn();
		const id = idOf(session);
		expect(await session.signOut('sent')).toEqual({ ok: true });
		expect((await deviceRow(id)).wiped_at).not.toBeNull();
	});

	test('the list says when each was here and what it still holds', async () => {
		const { browser, session } = await signedIn();
		await edit(session, 1);
		session.sync!.now();
		await eventually(() => expect(session.replica!.outbox()).toEqual([]));
		const response = await browser.caller.json('GET', '/api/devices');
		const list = (await response.json()) as { here: string; devices: object[] };
		expect(list.here).toBe(idOf(session));
		expect(list.devices).toEqual([
			{
				id: idOf(session),
				name: 'Android 手机 · Chrome',
				created: expect.any(String),
				lastExchange: expect.any(String),
				unsent: 0,
				revokedAt: null,
				wipedAt: null
			}
		]);
	});
});

test('[V-4] a session that ended locks once the hands are off, and erases nothing', async () => {
	const { browser, session } = await signedIn();
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	try {
		session.lock();
		await session.unlock(PASSWORD);
		await eventually(() => expect(session.sync?.status.state).toBe('done'));
		await server.app.db.deleteFrom('session').execute();
		session.sync!.now();
		await eventually(() => expect(session.sync?.status.state).toBe('signed-out'));
		vi.advanceTimersByTime(15_000);
		expect(session.state).toBe('open');
		browser.environment.time += 60_000;
		vi.advanceTimersByTime(15_000);
		expect(session.state).toBe('locked');
	} finally {
		vi.useRealTimers();
	}
	expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
	expect(session.replica!.members()).toHaveLength(1);
});
