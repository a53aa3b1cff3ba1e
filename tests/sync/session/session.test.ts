import { afterEach, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { SyncRequest } from '#domain/protocol/protocol';
import { argon2 } from '#store/vault/argon2';
import { BranchStore } from '#store/disk/db';
import { Tabs } from '#store/disk/tabs';
import { Session } from '#sync/session/session';
import type { SessionPorts } from '#sync/session/session-ports';
import { eventually } from '../../support/eventually';
import {
	aMember,
	applied,
	aReply,
	branch,
	dumpOf,
	memberRow,
	orgRows,
	ownIndexedDb
} from '../../support/device';
import { TestEnvironment } from '../../support/environment';

const wang = aMember('王一', { remark: '旧' });
const edit = { id: wang.id, edits: { remark: { from: '旧', to: '新' } } };
const account = 'u990001';
const first = '首次 password 1';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A server for accounts and one member, kept as small as the calls need. */
class SmallServer {
	passwords = new Map([[account, first]]);
	signedIn: string | undefined;
	mustChange = false;
	reachable = true;
	clock = 2;
	calls: string[] = [];

	async answer(path: string, init: RequestInit): Promise<Response> {
		this.calls.push(`${init.method} ${path}`);
		if (!this.reachable) throw new TypeError('failed');
		const body: unknown = init.body ? JSON.parse(String(init.body)) : {};
		if (path.startsWith('/api/session')) return this.#session(String(init.method), body);
		if (!this.signedIn) return Response.json({ code: 'session.missing' }, { status: 401 });
		if (path === '/api/password') return this.#password(body);
		if (this.mustChange) return Response.json({ code: 'password.must-change' }, { status: 403 });
		return this.#sync(body as SyncRequest);
	}

	#session(method: string, body: unknown): Response {
		if (method === 'DELETE') {
			this.signedIn = undefined;
			return new Response(null, { status: 204 });
		}
		if (method === 'POST') {
			const given = body as { account: string; password: string };
			if (this.passwords.get(given.account) !== given.password) {
				return Response.json({ code: 'session.refused' }, { status: 401 });
			}
			this.signedIn = given.account;
		}
		if (!this.signedIn) return Response.json({ code: 'session.missing' }, { status: 401 });
		return Response.json({
			account: this.signedIn,
			kind: 'u',
			orgId: branch.id,
			orgName: branch.shortName,
			campus: 'c',
			mustChange: this.mustChange,
			serverTime: '2026-11-24T06:00:00.000Z'
		});
	}

	#password(body: unknown): Response {
		const { current, next } = body as { current: string; next: string };
		if (this.passwords.get(this.signedIn!) !== current) {
			return Response.json({ code: 'session.refused' }, { status: 401 });
		}
		if (next.length < 10) {
			return Response.json({ code: 'password.weak', reasons: ['length'] }, { status: 422 });
		}
		this.passwords.set(this.signedIn!, next);
		this.mustChange = false;
		return Response.json({ ok: true });
	}

	#sync(request: SyncRequest): Response {
		const verdicts = request.changes.map((change) => applied(change.id, ++this.clock));
		const rows = request.cursor === 0 ? [...orgRows(), memberRow(wang, 2)] : [];
		return Response.json(aReply({ verdicts, rows, cursor: this.clock, total: 5 }));
	}
}

/** One browser: what it stores outlives the page, which `reload` starts anew. */
function browserWith(server: SmallServer) {
	const remembered = new Map<string, string>();
	const indexed = ownIndexedDb();
	const channel = crypto.randomUUID();
	const environment = new TestEnvironment();
	const ports: SessionPorts = {
		fetch: (path, init) => server.answer(path, init),
		environment,
		remembered: () => ({
			getItem: (key) => remembered.get(key) ?? null,
			setItem: (key, value) => void remembered.set(key, value),
			removeItem: (key) => void remembered.delete(key)
		}),
		tabs: (name) => new Tabs(`${channel}-${name}`),
		deviceName: () => 'Linux Chrome',
		indexed,
		derive: argon2,
		kdf: { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 }
	};
	const page = async () => {
		const session = new Session(ports);
		ends.push(() => session.lock());
		await session.start();
		return session;
	};
	const names = async () => (await indexed.indexedDB.databases()).map(({ name }) => name);
	return { environment, remembered, indexed, page, names };
}

async function signedIn(server = new SmallServer()) {
	const browser = browserWith(server);
	const session = await browser.page();
	expect(await session.signIn(account, first)).toEqual({ ok: true });
	await settled(session);
	return { server, browser, session };
}

async function settled(session: Session): Promise<void> {
	await new Promise((next) => setTimeout(next, 5));
	await session.sync?.settled();
}

test('an empty browser knows nobody; signing in makes a vault and loads the branch', async () => {
	const { browser, session } = await signedIn();
	expect(session.state).toBe('open');
	expect(session.known).toEqual({ account, orgName: branch.shortName, drafts: 0 });
	expect(session.replica?.member(wang.id)?.name).toBe('王一');
	expect([...browser.remembered.keys()]).toEqual(['branchbook.account']);
	expect(JSON.stringify([...browser.remembered])).not.toContain(first);
});

test('a refused sign-in leaves nothing behind', async () => {
	const browser = browserWith(new SmallServer());
	const session = await browser.page();
	expect(session.state).toBe('signed-out');
	const answer = await session.signIn(account, 'wrong');
	expect(answer).toEqual({ ok: false, problem: { code: 'session.refused' } });
	expect(session.state).toBe('signed-out');
	expect(await browser.names()).toEqual([]);
});

test('[V-2] offline after a restart the password unlocks, a wrong one does not, and all is there', async () => {
	const { server, browser, session } = await signedIn();
	await session.replica!.mutate(editMember, edit);
	session.lock();
	server.reachable = false;
	const again = await browser.page();
	expect(again.state).toBe('locked');
	expect(again.replica).toBeUndefined();
	const wrong = await again.unlock('nicht das');
	expect(wrong).toEqual({ ok: false, problem: { code: 'vault.wrong-password' } });
	expect(await again.unlock(first)).toEqual({ ok: true });
	expect(again.replica?.member(wang.id)?.remark).toBe('新');
	expect(again.replica?.outbox().length).toBe(1);
	await settled(again);
	expect(again.sync?.status.state).toBe('offline');
});

test('[V-6] a killed browser that lost its small notes still finds the vault, offline too', async () => {
	const { server, browser, session } = await signedIn();
	await session.replica!.mutate(editMember, edit);
	session.lock();
	browser.remembered.clear();
	server.reachable = false;
	const again = await browser.page();
	expect(again.known?.account).toBe(account);
	expect(await again.unlock(first)).toEqual({ ok: true });
	expect(again.replica?.outbox().length).toBe(1);
});

test('after unlocking online an expired session is renewed with the typed password', async () => {
	const { server, browser, session } = await signedIn();
	session.lock();
	server.signedIn = undefined;
	const again = await browser.page();
	await again.unlock(first);
	await eventually(() => expect(again.sync?.status.state).toBe('done'));
	expect(server.signedIn).toBe(account);
});

test('unlocked without a network, an expired session is renewed once the network is back', async () => {
	const { server, browser, session } = await signedIn();
	await session.replica!.mutate(editMember, edit);
	session.lock();
	server.signedIn = undefined;
	server.reachable = false;
	const again = await browser.page();
	await again.unlock(first);
	await settled(again);
	expect(again.sync?.status).toMatchObject({ state: 'offline', waiting: 1 });
	server.reachable = true;
	again.sync!.now();
	await eventually(() => expect(again.sync?.status).toMatchObject({ state: 'done', waiting: 0 }));
	expect(server.signedIn).toBe(account);
});

test('[V-4] a session that ended says so and leaves everything usable', async () => {
	const { server, session } = await signedIn();
	server.signedIn = undefined;
	session.sync!.now();
	await settled(session);
	expect(session.sync!.status.state).toBe('signed-out');
	expect(session.state).toBe('open');
	expect((await session.replica!.mutate(editMember, edit)).ok).toBe(true);
	expect(await session.signIn(account, first)).toEqual({ ok: true });
	await settled(session);
	expect(session.sync!.status).toMatchObject({ state: 'done', waiting: 0 });
});

test('[V-2] a PIN opens while the page lives, a reload knows none, ten wrong tries forget it', async () => {
	const { browser, session } = await signedIn();
	session.setPin('204816');
	expect(session.pinSet).toBe(true);
	session.lock();
	expect(session.replica).toBeUndefined();
	const wrong = await session.unlockWithPin('000000');
	expect(wrong).toEqual({ ok: false, problem: { code: 'vault.pin-wrong', left: 9 } });
	expect(await session.unlockWithPin('204816')).toEqual({ ok: true });
	session.lock();
	for (let n = 0; n < 10; n++) await session.unlockWithPin('000000');
	const gone = await session.unlockWithPin('204816');
	expect(gone).toEqual({ ok: false, problem: { code: 'vault.pin-forgotten' } });
	const reloaded = await browser.page();
	expect(reloaded.pinSet).toBe(false);
	expect(await reloaded.unlock(first)).toEqual({ ok: true });
});

test('[V-4] ten idle minutes lock, a touch prolongs, the setting is remembered', async () => {
	const { browser, session } = await signedIn();
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	try {
		session.lock();
		await session.unlock(first);
		browser.environment.time += 9 * 60_000;
		session.touch();
		browser.environment.time += 9 * 60_000;
		vi.advanceTimersByTime(15_000);
		expect(session.state).toBe('open');
		browser.environment.time += 60_000;
		vi.advanceTimersByTime(15_000);
		expect(session.state).toBe('locked');
	} finally {
		vi.useRealTimers();
	}
	session.idleMinutes = 30;
	expect((await browser.page()).idleMinutes).toBe(30);
});

test('[R-OFF-06] locking one tab locks the others', async () => {
	const { browser, session } = await signedIn();
	const other = await browser.page();
	await other.unlock(first);
	session.lock();
	await eventually(() => expect(other.state).toBe('locked'));
});

test('a tab left behind locked when another signs out knows nobody any more', async () => {
	const { browser, session } = await signedIn();
	const other = await browser.page();
	expect(await session.signOut('sent')).toEqual({ ok: true });
	expect(await other.unlock(first)).toEqual({ ok: false, problem: { code: 'vault.unavailable' } });
	expect(other.state).toBe('signed-out');
	expect(other.known).toBeUndefined();
	expect(await other.signIn(account, first)).toEqual({ ok: true });
	await settled(other);
	expect(other.replica?.members().length).toBe(1);
});

test('[V-4] signing out with unsent changes asks: only an empty outbox or the right number erases', async () => {
	const { server, browser, session } = await signedIn();
	server.reachable = false;
	await session.replica!.mutate(editMember, edit);
	expect(await session.signOut('sent')).toEqual({
		ok: false,
		problem: { code: 'outbox.not-empty', left: 1 }
	});
	expect(await session.signOut({ discard: 2 })).toEqual({
		ok: false,
		problem: { code: 'outbox.count-differs', left: 1 }
	});
	expect(session.replica!.outbox().length).toBe(1);
	expect(await session.signOut('keep')).toEqual({ ok: true });
	expect(session.state).toBe('locked');
	expect(await session.unlock(first)).toEqual({ ok: true });
	expect(session.replica!.outbox().length).toBe(1);
	expect(await session.signOut({ discard: 1 })).toEqual({ ok: true });
	expect(session.state).toBe('signed-out');
	expect(session.known).toBeUndefined();
	expect(await browser.names()).toEqual([]);
	expect(browser.remembered.has('branchbook.account')).toBe(false);
});

test('[V-4] signing out after everything was sent erases', async () => {
	const { server, browser, session } = await signedIn();
	expect(await session.signOut('sent')).toEqual({ ok: true });
	expect(await browser.names()).toEqual([]);
	expect(server.signedIn).toBeUndefined();
});

test('a first password must be replaced before anything is exchanged', async () => {
	const server = new SmallServer();
	server.mustChange = true;
	const { session } = await signedIn(server);
	expect(session.mustChange).toBe(true);
	expect(session.replica?.members()).toEqual([]);
	const weak = await session.changePassword(first, 'kurz');
	expect(weak).toEqual({ ok: false, problem: { code: 'password.weak', reasons: ['length'] } });
	expect(await session.changePassword(first, 'Neues Wort 2026')).toEqual({ ok: true });
	await settled(session);
	expect(session.mustChange).toBe(false);
	expect(session.replica?.members().length).toBe(1);
});

test('[V-2] a changed password opens the vault from then on, the old one no more', async () => {
	const { browser, session } = await signedIn();
	const wrong = await session.changePassword('nicht das', 'Neues Wort 2026');
	expect(wrong).toEqual({ ok: false, problem: { code: 'vault.wrong-password' } });
	expect(await session.changePassword(first, 'Neues Wort 2026')).toEqual({ ok: true });
	session.lock();
	const again = await browser.page();
	expect((await again.unlock(first)).ok).toBe(false);
	expect(await again.unlock('Neues Wort 2026')).toEqual({ ok: true });
});

test('[V-3] a password reset elsewhere never destroys the vault: the old one still unlocks it', async () => {
	const { server, session } = await signedIn();
	await session.replica!.mutate(editMember, edit);
	server.passwords.set(account, 'anderswo gesetzt 1');
	session.lock();
	const answer = await session.signIn(account, 'anderswo gesetzt 1');
	expect(answer).toEqual({ ok: false, problem: { code: 'vault.wrong-password' } });
	expect(session.state).toBe('locked');
	expect(await session.unlock(first)).toEqual({ ok: true });
	expect(session.replica!.outbox().length).toBe(1);
	await eventually(() => expect(session.replica!.outbox()).toEqual([]));
	session.lock();
	expect((await session.unlock(first)).ok).toBe(false);
	expect(await session.unlock('anderswo gesetzt 1')).toEqual({ ok: true });
});

test('[V-1] after a day’s work the account’s database holds nothing in clear', async () => {
	const { browser, session } = await signedIn();
	await session.replica!.mutate(editMember, edit);
	session.lock();
	const db = new BranchStore(account, browser.indexed);
	const dump = await dumpOf(db);
	db.close();
	for (const word of ['王一', '旧', '新', first, wang.id]) expect(dump).not.toContain(word);
});

test('a browser that stores nothing says so', async () => {
	const broken = {
		open: () => {
			throw new DOMException('denied', 'SecurityError');
		}
	} as unknown as IDBFactory;
	const server = new SmallServer();
	const ports: SessionPorts = {
		fetch: (path, init) => server.answer(path, init),
		environment: new TestEnvironment(),
		remembered: () => ({ getItem: () => null, setItem: () => {}, removeItem: () => {} }),
		tabs: (name) => new Tabs(name),
		deviceName: () => 'x',
		indexed: { ...ownIndexedDb(), indexedDB: broken }
	};
	const session = new Session(ports);
	await session.start();
	const answer = await session.signIn(account, first);
	expect(answer).toEqual({ ok: false, problem: { code: 'vault.unavailable' } });
	expect(session.state).toBe('signed-out');
});
