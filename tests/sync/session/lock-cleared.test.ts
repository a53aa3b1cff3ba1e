import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { BranchStore, databaseName } from '#store/disk/db';
import type { Session } from '#sync/session/session';
import { eventually } from '../../support/eventually';
import { Browser } from '../../support/browser';
import { aHeader, aMember, branch, campus, otherBranch, secretary } from '../../support/device';
import { aJpeg } from '../../support/photos';
import { aServer, type TestServer } from '../../support/server';
import { TypedForm } from '../../support/typed-form';

/** The browser emptied its storage, nothing has noticed, and memory is about to be forgotten (V-6). */
const PASSWORD = 'Harbour-lights-27-quiet';
const PIN = '204816';
const author = `u${branch.code}`;
const sibling = `u${otherBranch.code}`;
const wang = aMember('王一', { remark: '旧' });

let server: TestServer;
let browsers: Browser[] = [];

beforeEach(async () => {
	server = await aServer({ orgs: campus });
	for (const name of [author, sibling]) await server.account(name, PASSWORD);
	await server.put(['member', wang]);
});
afterEach(async () => {
	vi.restoreAllMocks();
	for (const browser of browsers) browser.close();
	browsers = [];
	await server.close();
});

/** A page at work without a network, with a change, a photo and a draft that only this device has. */
async function atWork(): Promise<{ browser: Browser; session: Session }> {
	const browser = new Browser(server);
	browsers.push(browser);
	const session = await browser.page();
	expect(await session.signIn(author, PASSWORD)).toEqual({ ok: true });
	await eventually(() => expect(session.sync?.status.state).toBe('done'));
	browser.online(false);
	session.setPin(PIN);
	const edits = { remark: { from: '旧', to: '只在内存' } };
	const made = await session.replica!.mutate(editMember, { id: wang.id, edits });
	expect(made.ok).toBe(true);
	expect((await session.replica!.photos.set(wang.id, aJpeg())).ok).toBe(true);
	const form = new TypedForm(session.replica!, wang);
	form.type('nativePlace', '打到一半');
	await form.home.flush();
	form.home.close();
	return { browser, session };
}

/** 清除网站数据 in the browser's own settings. */
async function empty({ indexed }: Browser): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const request = indexed.indexedDB.deleteDatabase(databaseName(author));
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('not deleted'));
	});
}

/** Another tab signed in after that, and made a vault of its own. */
async function replace(browser: Browser): Promise<void> {
	await empty(browser);
	const db = browser.store(author);
	await db.found(aHeader({ ...secretary, account: author }));
	db.close();
}

function expectAll({ replica }: Session): void {
	expect(replica?.outbox().map(({ change }) => change.name)).toEqual([
		'member.edit',
		'member.photo.set'
	]);
	expect(replica?.member(wang.id)?.remark).toBe('只在内存');
	expect(replica?.photos.waiting.size).toBe(1);
	expect(new TypedForm(replica!, wang).edits.nativePlace?.to).toBe('打到一半');
}

async function expectOnDisk(browser: Browser): Promise<void> {
	const cold = await browser.page();
	expect(await cold.unlock(PASSWORD)).toEqual({ ok: true });
	expectAll(cold);
}

const idle = (browser: Browser, minutes: number) => {
	browser.environment.time += minutes * 60_000 + 1000;
	vi.advanceTimersByTime(15_000);
};

/** Everything that forgets memory. */
const ways: Record<string, (session: Session, browser: Browser) => Promise<unknown> | void> = {
	锁定: (session) => session.lock(),
	'ten idle minutes': (_session, browser) => idle(browser, 10),
	'the end of the session': (session, browser) => {
		session['idle'].ended = true;
		idle(browser, 1);
	},
	保留并锁定: (session) => session.signOut('keep')
};

describe('[V-4] [V-6] nothing is lost when the storage was emptied and nobody noticed before', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
	afterEach(() => void vi.useRealTimers());

	test.each(Object.entries(ways))('%s', async (_way, forget) => {
		const { browser, session } = await atWork();
		await empty(browser);
		const { replica } = session;
		const over = forget(session, browser);
		// The screen does not wait for the disk.
		if (over === undefined) expect(session.state).toBe('locked');
		if (over === undefined) expect(session.replica).toBeUndefined();
		await over;
		await eventually(() => expect(session['inMemory']?.replica).not.toBe(replica));
		await expectOnDisk(browser);
	});
});

test('[V-4] [V-6] 锁定 in one tab loses nothing of what another one holds', async () => {
	const { browser, session } = await atWork();
	const other = await browser.page();
	await other.unlock(PASSWORD);
	const edits = { currentAddress: { from: '', to: '另一页的' } };
	await other.replica!.mutate(editMember, { id: wang.id, edits });
	await empty(browser);
	session.lock();
	await eventually(() => expect(other['inMemory']).toBeUndefined());
	await eventually(() => expect(session['inMemory']).toBeUndefined());
	const cold = await browser.page();
	await cold.unlock(PASSWORD);
	expect(cold.replica?.member(wang.id)).toMatchObject({
		remark: '只在内存',
		currentAddress: '另一页的'
	});
});

test('[V-6] another account that signs in takes nothing of the first one away', async () => {
	const { browser, session } = await atWork();
	await empty(browser);
	browser.caller.reachable = true;
	expect(await session.signIn(sibling, PASSWORD)).toEqual({ ok: true });
	browser.caller.reachable = false;
	browser.remembered.set('branchbook.account', author);
	const cold = await browser.page();
	await cold.unlock(PASSWORD);
	// Written anew, it may have been sent too.
	const member = cold.replica!.member(wang.id)!;
	expect(member.remark).toBe('只在内存');
	expect(await cold.replica!.photos.read(member)).toBeDefined();
	expect(new TypedForm(cold.replica!, wang).edits.nativePlace?.to).toBe('打到一半');
});

test('[V-6] a reload for a new version writes everything first', async () => {
	const { browser, session } = await atWork();
	await empty(browser);
	expect(await session.secured()).toBe(true);
	expect(session.state).toBe('open');
	await expectOnDisk(browser);
});

test('[V-7] what is typed after the storage was emptied survives its form and the lock', async () => {
	const { browser, session } = await atWork();
	await empty(browser);
	const form = new TypedForm(session.replica!, wang);
	form.type('homeAddress', '后来打的');
	await form.home.flush();
	expect(form.home.problem).toEqual({ code: 'storage.cleared' });
	form.home.close();
	await session.replica!.drafts.settled();
	const last = new TypedForm(session.replica!, aMember('李二'));
	last.type('remark', '最后一个字');
	session.lock();
	await eventually(() => expect(session.known?.drafts).toBe(2));
	const cold = await browser.page();
	await cold.unlock(PASSWORD);
	const lines = cold.replica!.drafts.list.flatMap((one) => one.lines.map(({ text }) => text));
	expect(lines).toEqual(expect.arrayContaining(['打到一半', '后来打的', '最后一个字']));
});

describe('[V-4] [V-6] what cannot be written stays in memory behind the closed screen', () => {
	async function locked(): Promise<{ browser: Browser; session: Session }> {
		const { browser, session } = await atWork();
		await replace(browser);
		session.lock();
		expect(session.state).toBe('locked');
		expect(session.replica).toBeUndefined();
		await eventually(() => expect(session.onlyInMemory).toBe(3));
		return { browser, session };
	}

	test('the password brings it back, and no other', async () => {
		const { session } = await locked();
		expect((await session.unlock('not this one')).ok).toBe(false);
		expect(session.state).toBe('locked');
		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
		expectAll(session);
		expect(session.onlyInMemory).toBe(0);
		expect(session.sync?.status.state).toBe('cleared');
	});

	test('so does the PIN', async () => {
		const { session } = await locked();
		expect(await session.unlockWithPin(PIN)).toEqual({ ok: true });
		expectAll(session);
	});

	test('so does signing in again, and the way goes on to the server', async () => {
		const { browser, session } = await locked();
		browser.caller.reachable = true;
		expect(await session.signIn(author, PASSWORD)).toEqual({ ok: true });
		expectAll(session);
		const log = () => server.app.db.selectFrom('change_log').select('name').execute();
		await eventually(async () => {
			const names = (await log()).map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(['member.edit', 'member.photo.set']));
		});
	});

	test('nobody else signs in over it, and 保留并锁定 says why it goes no further', async () => {
		const { browser, session } = await locked();
		browser.caller.reachable = true;
		const cleared = { ok: false, problem: { code: 'storage.cleared' } };
		expect(await session.signIn(sibling, PASSWORD)).toEqual(cleared);
		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
		expect(await session.signOut('keep')).toEqual(cleared);
		expect(session.state).toBe('locked');
	});

	test('[R-OFF-04] guessing its password costs the same waits', async () => {
		const { browser, session } = await locked();
		const wrong = { ok: false, problem: { code: 'vault.wrong-password' } };
		for (let n = 0; n < 5; n++) expect(await session.unlock('not this one')).toEqual(wrong);
		const waits = { ok: false, problem: { code: 'vault.wait', seconds: 5 } };
		expect(await session.unlock(PASSWORD)).toEqual(waits);
		browser.environment.pass(5000);
		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
	});

	test('the next lock writes it, once the disk takes it', async () => {
		const { browser, session } = await atWork();
		await empty(browser);
		const full = new DOMException('full', 'QuotaExceededError');
		vi.spyOn(BranchStore.prototype, 'found').mockRejectedValueOnce(full);
		session.lock();
		await eventually(() => expect(session.onlyInMemory).toBe(3));
		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
		session.lock();
		await eventually(() => expect(session['inMemory']).toBeUndefined());
		await expectOnDisk(browser);
	});
});

describe.each([
	['full', 'QuotaExceededError', 'storage.full'],
	['lost', 'InvalidStateError', 'storage.lost']
])('[V-4] [V-7] what is typed while the disk is %s', (_how, name, code) => {
	test('outlives a lock, and is written by the next one', async () => {
		const { browser, session } = await atWork();
		const refusal = new DOMException(name, name);
		const put = vi.spyOn(session['vault'].db!.draft, 'bulkPut').mockRejectedValue(refusal);
		const form = new TypedForm(session.replica!, wang);
		form.type('nativePlace', '没有写下');
		await form.home.flush();
		expect(form.home.problem).toEqual({ code });
		const locking = session['locked']();
		form.home.close();
		expect(await locking).toBe(false);
		expect(session.state).toBe('locked');
		expect(session.onlyInMemory).toBe(1);

		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
		expect(session.onlyInMemory).toBe(0);
		const again = new TypedForm(session.replica!, wang);
		expect(again.edits.nativePlace?.to).toBe('没有写下');
		again.home.close();
		put.mockRestore();
		expect(await session['locked']()).toBe(true);
		const cold = await browser.page();
		await cold.unlock(PASSWORD);
		const texts = cold.replica!.drafts.list.map(({ lines }) => lines[0]?.text);
		expect(texts).toEqual(['没有写下']);
	});
});

test('[V-4] [V-7] a lock that had to keep memory lets go of it once the disk takes it, and not before', async () => {
	const { browser, session } = await atWork();
	const refusal = new DOMException('full', 'QuotaExceededError');
	const put = vi.spyOn(session['vault'].db!.draft, 'bulkPut').mockRejectedValue(refusal);
	const form = new TypedForm(session.replica!, wang);
	form.type('nativePlace', '没有写下');
	expect(await session['locked']()).toBe(false);
	browser.environment.pass(10_000);
	await session['locked']();
	expect(session['inMemory']).toBeDefined();
	put.mockRestore();
	browser.environment.pass(10_000);
	await eventually(() => expect(session['inMemory']).toBeUndefined());
	expect(session.state).toBe('locked');
	expect(session.onlyInMemory).toBe(0);
	const cold = await browser.page();
	await cold.unlock(PASSWORD);
	expect(cold.replica!.drafts.list.map(({ lines }) => lines[0]?.text)).toEqual(['没有写下']);
});

test('[V-4] a lock that ends while somebody signs in again leaves no empty desk', async () => {
	const { browser, session } = await atWork();
	browser.caller.reachable = true;
	const vault = session['vault'];
	const openOrCreate = vault.openOrCreate.bind(vault);
	vi.spyOn(vault, 'openOrCreate').mockImplementationOnce(async (...all) => {
		const key = await openOrCreate(...all);
		expect(await session['locked']()).toBe(true);
		return key;
	});
	expect(await session.signIn(author, PASSWORD)).toEqual({ ok: true });
	expect(session.state).toBe('open');
	expect(session.replica?.member(wang.id)?.remark).toBe('只在内存');
});

test('[V-4] with nothing unsent memory goes, whatever became of the storage', async () => {
	const browser = new Browser(server);
	browsers.push(browser);
	const session = await browser.page();
	await session.signIn(author, PASSWORD);
	await eventually(() => expect(session.sync?.status.state).toBe('done'));
	await replace(browser);
	session.lock();
	await eventually(() => expect(session['inMemory']).toBeUndefined());
});

describe('[V-4] a sign-out is not undone', () => {
	test('by a tab that hears of it', async () => {
		const { browser, session } = await atWork();
		const other = await browser.page();
		await other.unlock(PASSWORD);
		expect(await session.signOut({ discard: 3 })).toEqual({ ok: true });
		await eventually(() => expect(other['inMemory']).toBeUndefined());
		expect(await browser.store(author).vault.get('header')).toBeUndefined();
	});

	test('by a tab that has nowhere to write what it holds: the person was asked', async () => {
		const { browser, session } = await atWork();
		const other = await browser.page();
		await other.unlock(PASSWORD);
		await replace(browser);
		other.lock();
		await eventually(() => expect(other.onlyInMemory).toBe(3));
		expect(await session.unlock(PASSWORD)).toEqual({ ok: true });
		expect(await session.signOut({ discard: 3 })).toEqual({ ok: true });
		await eventually(() => expect(other['inMemory']).toBeUndefined());
	});

	test('by a tab that was asleep, and locks later', async () => {
		const { browser, session } = await atWork();
		const asleep = new Browser(server, browser);
		browsers.push(asleep);
		asleep.online(false);
		const other = await asleep.page();
		await other.unlock(PASSWORD);
		expect(await session.signOut({ discard: 3 })).toEqual({ ok: true });
		new TypedForm(other.replica!, wang).type('homeAddress', '后来打的');
		expect(await other['locked']()).toBe(true);
		expect(other['inMemory']).toBeUndefined();
		expect(await browser.store(author).vault.get('header')).toBeUndefined();
	});

	test('by such a tab, though another account signed out since', async () => {
		const { browser, session } = await atWork();
		const asleep = new Browser(server, browser);
		browsers.push(asleep);
		asleep.online(false);
		const other = await asleep.page();
		await other.unlock(PASSWORD);
		expect(await session.signOut({ discard: 3 })).toEqual({ ok: true });
		browser.caller.reachable = true;
		expect(await session.signIn(sibling, PASSWORD)).toEqual({ ok: true });
		expect(await session.signOut('sent')).toEqual({ ok: true });
		other.lock();
		await eventually(() => expect(other['inMemory']).toBeUndefined());
		expect(await browser.store(author).vault.get('header')).toBeUndefined();
	});

	test('and takes nothing along of a vault that another tab made in its place', async () => {
		const { browser, session } = await atWork();
		await replace(browser);
		expect(await session.signOut({ discard: 3 })).toEqual({ ok: true });
		expect(session.state).toBe('signed-out');
		expect(await browser.store(author).vault.get('header')).toBeDefined();
	});
});
