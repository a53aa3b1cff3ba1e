import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { PIECE_BYTES } from '#domain/picture/photo-transfer';
import type { Session } from '#sync/session/session';
import { eventually } from '../../support/eventually';
import { Browser } from '../../support/browser';
import { aMember, branch, campus, faculty, otherBranch } from '../../support/device';
import { aJpeg } from '../../support/photos';
import { aServer, type TestServer } from '../../support/server';

/** The real server behind its real endpoints, and the real client engine. */
const PASSWORD = 'Harbour-lights-27-quiet';
const account = `u${branch.code}`;
const wang = aMember('王一', { remark: '' });
/** Three pieces. */
const jpeg = aJpeg({ data: 100_000, seed: 4 });

let server: TestServer;
let browsers: Browser[] = [];
beforeEach(async () => {
	server = await aServer({ orgs: campus });
	for (const name of [account, `a${faculty.code}`, `u${otherBranch.code}`])
		await server.account(name, PASSWORD);
	await server.put(['member', wang]);
});
afterEach(async () => {
	for (const browser of browsers) browser.close();
	browsers = [];
	await server.close();
});

async function signedIn(name = account): Promise<{ browser: Browser; session: Session }> {
	const browser = new Browser(server);
	browsers.push(browser);
	const session = await browser.page();
	expect(await session.signIn(name, PASSWORD)).toEqual({ ok: true });
	await settled(session);
	return { browser, session };
}

async function settled(session: Session): Promise<void> {
	await eventually(() => expect(session.sync?.status.state).toBe('done'));
	await session.photos?.settled();
}

/** 立即同步, and the photos behind it. */
async function exchange(session: Session): Promise<void> {
	session.sync!.now();
	await session.sync!.settled();
	await session.photos!.settled();
}

const photoOf = (session: Session) => session.replica!.member(wang.id)!.photo!;
const waiting = (session: Session) => session.replica!.photos.waiting.size;
const stored = () =>
	server.app.db.selectFrom('photo').select(['received', 'whole', 'data', 'device']).execute();
const remark = (from: string, to: string) => ({ id: wang.id, edits: { remark: { from, to } } });

/** What of photos and records passes, in order: how many bytes, or `sync` with its changes. */
function watched(browser: Browser): string[] {
	const passed: string[] = [];
	browser.caller.before = (path, init) => {
		const body = JSON.parse(String(init.body ?? '{}')) as { data?: string; changes?: unknown[] };
		if (path === '/api/photo')
			passed.push(`piece ${Buffer.from(body.data ?? '', 'base64').length}`);
		if (path === '/api/sync') passed.push(`sync ${body.changes?.length}`);
	};
	return passed;
}

describe('the photo’s own queue', () => {
	test('made offline, it follows its change, lies whole on the server and comes to another device', async () => {
		const { browser, session } = await signedIn();
		browser.online(false);
		expect((await session.replica!.photos.set(wang.id, jpeg)).ok).toBe(true);
		expect(waiting(session)).toBe(1);
		browser.online(true);
		await eventually(() => expect(waiting(session)).toBe(0));
		const rows = await stored();
		expect(rows).toMatchObject([{ whole: 1, device: session.replica!.account.deviceId }]);
		expect(new Uint8Array(rows[0]!.data)).toEqual(jpeg);

		const other = await signedIn(`a${faculty.code}`);
		const { replica } = other.session;
		const blob = await replica!.photos.read(replica!.member(wang.id)!);
		expect(new Uint8Array(await blob!.arrayBuffer())).toEqual(jpeg);
		// From now on without a network, too.
		other.browser.online(false);
		other.session.lock();
		const again = await other.browser.page();
		await again.unlock(PASSWORD);
		expect(await again.replica!.photos.read(photoless(again))).toBeTruthy();
	});
	const photoless = (session: Session) => session.replica!.member(wang.id)!;

	test('records go first, and a record made meanwhile goes before the next piece', async () => {
		const { browser, session } = await signedIn();
		browser.online(false);
		await session.replica!.photos.set(wang.id, jpeg);
		await session.replica!.mutate(editMember, remark('', '一'));
		const passed = watched(browser);
		const note = browser.caller.before!;
		let made = false;
		browser.caller.before = async (path, init) => {
			await note(path, init);
			if (passed.at(-1) !== `piece ${PIECE_BYTES}` || made) return;
			made = true;
			await session.replica!.mutate(editMember, remark('一', '二'));
		};
		browser.online(true);
		await eventually(() => expect(made).toBe(true));
		await session.photos!.settled();
		await exchange(session);
		await eventually(() => expect(waiting(session)).toBe(0));
		expect(passed.filter((one) => one !== 'sync 0')).toEqual([
			'sync 2',
			'piece 0',
			`piece ${PIECE_BYTES}`,
			'sync 1',
			// It asks how far the server is, and goes on there.
			'piece 0',
			`piece ${PIECE_BYTES}`,
			`piece ${jpeg.length - 2 * PIECE_BYTES}`
		]);
	});

	test('cut in the middle, it goes on where the server is, also after a restart', async () => {
		const { browser, session } = await signedIn();
		await session.replica!.photos.set(wang.id, jpeg);
		let pieces = 0;
		// The second piece arrives, its answer does not; then the line is dead.
		browser.caller.after = (path, answer) => {
			if (path === '/api/photo' && ++pieces >= 3) throw new TypeError('cut');
			return answer;
		};
		await exchange(session);
		expect(waiting(session)).toBe(1);
		expect(await stored()).toMatchObject([{ received: 2 * PIECE_BYTES, whole: 0 }]);
		browser.caller.after = undefined;
		session.lock();
		const page = await browser.page();
		const passed = watched(browser);
		await page.unlock(PASSWORD);
		await eventually(() => expect(waiting(page)).toBe(0));
		const sent = passed.filter((one) => one.startsWith('piece'));
		expect(sent).toEqual(['piece 0', `piece ${jpeg.length - 2 * PIECE_BYTES}`]);
	});

	test('[S-16] a server that asks to wait is not asked before, and records are not held up by it', async () => {
		const { browser, session } = await signedIn();
		let asked = 0;
		browser.caller.after = (path, answer) => {
			if (path !== '/api/photo') return answer;
			asked += 1;
			const headers = { 'retry-after': '40' };
			return Response.json({ code: 'session.wait' }, { status: 429, headers });
		};
		await session.replica!.photos.set(wang.id, jpeg);
		await exchange(session);
		expect(asked).toBe(1);
		await session.replica!.mutate(editMember, remark('', '一'));
		await exchange(session);
		expect(session.replica!.outbox()).toEqual([]);
		browser.environment.pass(39_000);
		await exchange(session);
		expect(asked).toBe(1);
		browser.caller.after = undefined;
		browser.environment.pass(2_000);
		await eventually(() => expect(waiting(session)).toBe(0));
	});

	test('[S-2] two tabs and a lost answer: the server has it once', async () => {
		const { browser, session } = await signedIn();
		const tab = await browser.page();
		await tab.unlock(PASSWORD);
		let cut = 1;
		browser.caller.after = (path, answer) => {
			if (path === '/api/photo' && cut-- > 0) throw new TypeError('cut');
			return answer;
		};
		await tab.replica!.photos.set(wang.id, jpeg);
		await eventually(() => expect(session.replica!.photos.waiting.size).toBe(1));
		await exchange(session);
		await exchange(session);
		await eventually(() => expect(waiting(tab)).toBe(0));
		expect(await stored()).toMatchObject([{ whole: 1 }]);
	});

	test('one photo that is not taken blocks no other', async () => {
		const li = aMember('李二');
		await server.put(['member', li]);
		const { browser, session } = await signedIn();
		await exchange(session);
		await session.replica!.photos.set(wang.id, jpeg);
		await session.replica!.photos.set(li.id, aJpeg({ seed: 8 }));
		const first = photoOf(session).id;
		browser.caller.after = (path, answer) => {
			if (path !== '/api/photo') return answer;
			const isFirst = bodies.at(-1)?.includes(first);
			return isFirst ? Response.json({ code: 'not-found' }, { status: 404 }) : answer;
		};
		const bodies: string[] = [];
		browser.caller.before = (_path, init) => void bodies.push(String(init.body));
		await exchange(session);
		expect([...session.replica!.photos.waiting]).toEqual([first]);
		browser.caller.after = undefined;
		await exchange(session);
		expect(waiting(session)).toBe(0);
	});

	test('[S-14] a server restored without the bytes gets them again from whoever has them', async () => {
		const { session } = await signedIn();
		await session.replica!.photos.set(wang.id, jpeg);
		await exchange(session);
		expect(await stored()).toHaveLength(1);
		await server.app.db.deleteFrom('photo').execute();
		await server.app.db.updateTable('clock').set({ epoch: 'after the fire' }).execute();
		await exchange(session);
		await exchange(session);
		expect(await stored()).toMatchObject([{ whole: 1 }]);
	});
});

describe('[S-7] the member moves away', () => {
	async function moved(): Promise<void> {
		const { verdicts } = await server.push(server.organiser(faculty), {
			id: crypto.randomUUID(),
			name: 'member.move',
			args: { id: wang.id, from: branch.id, to: otherBranch.id },
			at: '2026-11-24T06:00:00Z'
		});
		expect(verdicts).toMatchObject([{ verdict: 'applied' }]);
	}

	test('the old branch’s devices drop the photo, the new one gets it', async () => {
		const { browser, session } = await signedIn();
		await session.replica!.photos.set(wang.id, jpeg);
		await exchange(session);
		await moved();
		await exchange(session);
		expect(session.replica!.member(wang.id)).toBeUndefined();
		const db = browser.store(account);
		expect(await db.photo.count()).toBe(0);
		db.close();
		const theirs = await signedIn(`u${otherBranch.code}`);
		await exchange(theirs.session);
		const { replica } = theirs.session;
		expect(await replica!.photos.read(replica!.member(wang.id)!)).toBeTruthy();
	});

	test('bytes not yet sent reach the new branch all the same', async () => {
		const { browser, session } = await signedIn();
		await session.replica!.photos.set(wang.id, jpeg);
		browser.caller.before = (path) => {
			if (path === '/api/photo') throw new TypeError('cut');
		};
		await exchange(session);
		await moved();
		await exchange(session);
		expect(session.replica!.member(wang.id)).toBeUndefined();
		expect(waiting(session)).toBe(1);
		browser.caller.before = undefined;
		await exchange(session);
		expect(waiting(session)).toBe(0);
		const theirs = await signedIn(`u${otherBranch.code}`);
		await exchange(theirs.session);
		const { replica } = theirs.session;
		expect(await replica!.photos.read(replica!.member(wang.id)!)).toBeTruthy();
	});
});

test('[V-4] a photo that no server has counts as unsent when signing out', async () => {
	const { browser, session } = await signedIn();
	await session.replica!.photos.set(wang.id, jpeg);
	browser.caller.before = (path) => {
		if (path === '/api/photo') throw new TypeError('cut');
	};
	await exchange(session);
	expect(session.replica!.outbox()).toEqual([]);
	expect(await session.signOut('sent')).toEqual({
		ok: false,
		problem: { code: 'outbox.not-empty', left: 1 }
	});
	browser.caller.before = undefined;
	await exchange(session);
	expect(await session.signOut('sent')).toEqual({ ok: true });
	expect(await browser.databases()).toEqual([]);
});

describe('[V-5] a revoked device hands over its photos too', () => {
	async function revoked(browser: Browser, session: Session): Promise<string> {
		const id = session.replica!.account.deviceId;
		await eventually(async () => expect(await escrowOf(id)).not.toBeNull());
		const revoked_at = server.app.now().toISOString();
		await server.app.db.updateTable('device').set({ revoked_at }).where('id', '=', id).execute();
		browser.online(true);
		await eventually(() => expect(session.revoked?.step).toBe('done'));
		return id;
	}
	/** As the committee does it. */
	async function release(device: string): Promise<unknown> {
		const { browser } = await signedIn(`a${faculty.code}`);
		const body = { device, decision: 'release', password: PASSWORD };
		return (await browser.caller.json('POST', '/api/handovers', body)).json();
	}
	const escrowOf = async (id: string) =>
		(
			await server.app.db
				.selectFrom('device')
				.select('escrow')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
		).escrow;

	test('change and bytes arrive, then nothing is left', async () => {
		const { browser, session } = await signedIn();
		browser.online(false);
		await session.replica!.photos.set(wang.id, jpeg);
		const id = await revoked(browser, session);
		expect(session.revoked).toEqual({ step: 'done', held: 1 });
		expect(await stored()).toEqual([]);
		expect(await release(id)).toMatchObject({ applied: 1, photos: 1 });
		const rows = await stored();
		expect(rows).toMatchObject([{ whole: 1 }]);
		expect(new Uint8Array(rows[0]!.data)).toEqual(jpeg);
		expect(await browser.databases()).toEqual([]);
	});

	test('bytes that a record names already are taken as they are', async () => {
		const { browser, session } = await signedIn();
		browser.caller.before = (path) => {
			if (path === '/api/photo') throw new TypeError('cut');
		};
		await session.replica!.photos.set(wang.id, jpeg);
		await exchange(session);
		expect(await stored()).toEqual([]);
		browser.caller.before = undefined;
		browser.online(false);
		await revoked(browser, session);
		expect(session.revoked).toEqual({ step: 'done', held: 0 });
		expect(await stored()).toMatchObject([{ whole: 1 }]);
	});

	test('a photo whose change is refused stays where the committee can find it', async () => {
		const { browser, session } = await signedIn();
		browser.online(false);
		await session.replica!.photos.set(wang.id, jpeg);
		await server.put(['member', { ...wang, branchId: otherBranch.id }]);
		const id = await revoked(browser, session);
		expect(session.revoked).toEqual({ step: 'done', held: 1 });
		expect(await release(id)).toMatchObject({ refused: 1, photos: 0 });
		expect(await stored()).toEqual([]);
		const kept = await server.app.db.selectFrom('handover').selectAll().execute();
		expect(kept.map(({ kind, state }) => [kind, state])).toEqual([
			['change', 'refused'],
			['photo', 'refused']
		]);
		expect(new Uint8Array(kept[1]!.data!)).toEqual(jpeg);
	});
});
