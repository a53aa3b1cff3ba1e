import { afterEach, expect, test, vi } from 'vitest';
import type { SyncRequest } from '#domain/protocol/protocol';
import { argon2 } from '#store/vault/argon2';
import { Tabs } from '#store/disk/tabs';
import { Session } from '#sync/session/session';
import type { SessionPorts } from '#sync/session/session-ports';
import { eventually } from '../../support/eventually';
import { aMember, aReply, branch, memberRow, orgRows, ownIndexedDb } from '../../support/device';
import { TestEnvironment } from '../../support/environment';
import { TypedForm } from '../../support/typed-form';

const wang = aMember('王一', { remark: '旧' });
const account = 'u990001';
const password = '首次 password 1';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** Signs everybody in, has one member, and can end the session. */
function server() {
	const state = { isOver: false };
	const info = { account, kind: 'u', orgId: branch.id, orgName: branch.shortName };
	const answer = async (path: string, init: RequestInit): Promise<Response> => {
		if (path.startsWith('/api/session') && init.method === 'POST') {
			state.isOver = false;
			return Response.json({ ...info, mustChange: false, serverTime: '2026-11-24T06:00:00.000Z' });
		}
		if (path.startsWith('/api/session') && init.method === 'DELETE') {
			return new Response(null, { status: 204 });
		}
		if (state.isOver) return Response.json({ code: 'session.missing' }, { status: 401 });
		const { cursor } = JSON.parse(String(init.body)) as SyncRequest;
		const rows = cursor === 0 ? [...orgRows(), memberRow(wang, 2)] : [];
		return Response.json(aReply({ rows, cursor: 2, total: 5 }));
	};
	return { state, answer };
}

async function aBrowser() {
	const { state, answer } = server();
	const environment = new TestEnvironment();
	const remembered = new Map<string, string>();
	const channel = crypto.randomUUID();
	const indexed = ownIndexedDb();
	const ports: SessionPorts = {
		fetch: answer,
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
	const session = await page();
	expect(await session.signIn(account, password)).toEqual({ ok: true });
	await eventually(() => expect(session.replica?.members().length).toBe(1));
	const names = async () => (await indexed.indexedDB.databases()).map(({ name }) => name);
	return { state, environment, page, session, names };
}

test('[V-7] locking keeps what was typed a moment ago, says how many wait, and unlocking offers it', async () => {
	const { session, page } = await aBrowser();
	session.setPin('204816');
	new TypedForm(session.replica!, wang).type('remark', '打到一半');
	session.lock();
	// Faster than a password: the PIN opens while the last draft is still being written.
	expect(await session.unlockWithPin('204816')).toEqual({ ok: true });
	expect(new TypedForm(session.replica!, wang).edits.remark?.to).toBe('打到一半');
	session.lock();
	await eventually(() => expect(session.known?.drafts).toBe(1));
	const cold = await page();
	expect(cold.known).toEqual({ account, orgName: branch.shortName, drafts: 1 });
	await cold.unlock(password);
	expect(new TypedForm(cold.replica!, wang).edits.remark?.to).toBe('打到一半');
});

test('[V-7] 锁定 in one tab keeps what was being typed in another', async () => {
	const { session, page } = await aBrowser();
	const other = await page();
	await other.unlock(password);
	new TypedForm(other.replica!, wang).type('remark', '另一页打的');
	session.lock();
	await eventually(() => expect(other.state).toBe('locked'));
	await eventually(() => expect(other.known?.drafts).toBe(1));
	await session.unlock(password);
	expect(new TypedForm(session.replica!, wang).edits.remark?.to).toBe('另一页打的');
});

test('[V-4] [V-7] signing out counts drafts like unsent changes: only the right number erases', async () => {
	const { session, names } = await aBrowser();
	new TypedForm(session.replica!, wang).type('remark', '打到一半');
	const left = { left: 1 };
	expect(await session.signOut('sent')).toEqual({
		ok: false,
		problem: { code: 'outbox.not-empty', ...left }
	});
	expect(await session.signOut({ discard: 0 })).toEqual({
		ok: false,
		problem: { code: 'outbox.count-differs', ...left }
	});
	expect(await session.signOut('keep')).toEqual({ ok: true });
	await session.unlock(password);
	expect(session.replica!.drafts.count).toBe(1);
	expect(await session.signOut({ discard: 1 })).toEqual({ ok: true });
	expect(await names()).toEqual([]);
});

test('[V-4] [V-7] signing out counts what a full disk refused, too', async () => {
	const { session, names } = await aBrowser();
	const full = new DOMException('full', 'QuotaExceededError');
	vi.spyOn(session['vault'].db!.draft, 'bulkPut').mockRejectedValue(full);
	new TypedForm(session.replica!, wang).type('remark', '放不下');
	const left = { ok: false, problem: { code: 'outbox.not-empty', left: 1 } };
	expect(await session.signOut('sent')).toEqual(left);
	expect(await session.signOut({ discard: 1 })).toEqual({ ok: true });
	expect(await names()).toEqual([]);
});

test('[V-4] [V-7] a session ended from above locks after a minute and keeps what is typed', async () => {
	const { session, state, environment } = await aBrowser();
	// A PIN renews no session, so that the one from above stays ended.
	session.setPin('204816');
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	try {
		session.lock();
		await session.unlockWithPin('204816');
		new TypedForm(session.replica!, wang).type('remark', '打到一半');
		await eventually(() => expect(session.sync?.status.state).toBe('done'));
		state.isOver = true;
		session.sync!.now();
		await eventually(() => expect(session.sync?.status.state).toBe('signed-out'));
		environment.time += 61_000;
		vi.advanceTimersByTime(15_000);
		expect(session.state).toBe('locked');
	} finally {
		vi.useRealTimers();
	}
	await eventually(() => expect(session.known?.drafts).toBe(1));
	await session.unlock(password);
	expect(new TypedForm(session.replica!, wang).edits.remark?.to).toBe('打到一半');
});
