import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeParcel, type Parcel } from '#domain/account/parcel';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Session } from '#sync/session/session';
import { eventually } from '../../support/eventually';
import { Browser } from '../../support/browser';
import {
	admission,
	aMember,
	branch,
	campus,
	faculty,
	otherBranch,
	uuid
} from '../../support/device';
import { aServer, type TestServer } from '../../support/server';

/** The real server behind its real endpoints, and the real client engine on two or three devices. */
const PASSWORD = 'Harbour-lights-27-quiet';
const author = `u${branch.code}`;
const sibling = `u${otherBranch.code}`;
const committee = `a${faculty.code}`;
const wang = aMember('王一', { remark: '' });

let server: TestServer;
let browsers: Browser[] = [];

beforeEach(async () => {
	server = await aServer({ orgs: campus });
	for (const name of [author, sibling, committee]) await server.account(name, PASSWORD);
	await server.put(['member', wang]);
});
afterEach(async () => {
	for (const browser of browsers) browser.close();
	browsers = [];
	await server.close();
});

async function signedIn(name: string): Promise<{ browser: Browser; session: Session }> {
	const browser = new Browser(server);
	browsers.push(browser);
	const session = await browser.page();
	expect(await session.signIn(name, PASSWORD)).toEqual({ ok: true });
	await eventually(() => expect(session.sync?.status.state).toBe('done'));
	const { deviceId } = session.replica!.account;
	await eventually(async () => {
		const device = server.app.db.selectFrom('device').select('escrow').where('id', '=', deviceId);
		expect((await device.executeTakeFirstOrThrow()).escrow).not.toBeNull();
	});
	return { browser, session };
}

async function edit(session: Session, to: string): Promise<void> {
	const from = session.replica!.member(wang.id)!.remark;
	const made = session.replica!.mutate(editMember, {
		id: wang.id,
		edits: { remark: { from, to } }
	});
	expect((await made).ok).toBe(true);
}

/** What 导出待发包 writes. */
async function exported(session: Session): Promise<Blob> {
	const parcel = await session.parcel();
	expect(parcel).toBeTypeOf('object');
	return new Blob([writeParcel(parcel as Parcel)]);
}

async function edits() {
	return server.app.db
		.selectFrom('change_log')
		.select(['change_id', 'account', 'verdict', 'clock'])
		.where('name', 'in', ['member.edit', 'member.admit'])
		.orderBy('seq')
		.execute();
}

describe('[S-2] changes travel in a file and count once', () => {
	test('author without a network, the committee hands in, the author learns it at his next exchange', async () => {
		const { browser, session } = await signedIn(author);
		const desk = await signedIn(committee);
		browser.online(false);
		await edit(session, '改1');
		await session.replica!.mutate(admitMember, admission(1));
		const file = await exported(session);
		expect(session.replica!.outbox()).toHaveLength(2);

		const took = await desk.session.carrier!.take(file);
		expect(took.ok).toBe(true);
		expect(desk.session.carrier!.list).toMatchObject([
			{
				header: { count: 2, from: branch.shortName },
				parts: [],
				outcome: { applied: 2, refused: 0, known: 0, unjudged: 0 }
			}
		]);
		const lines = await edits();
		expect(lines.map(({ account, verdict }) => [account, verdict])).toEqual([
			[author, 'applied'],
			[author, 'applied']
		]);
		desk.session.sync!.now();
		await eventually(() => expect(desk.session.replica!.members()).toHaveLength(2));

		// The author’s own screen knows nothing of it yet, and goes on working.
		await edit(session, '改2');
		expect(session.replica!.outbox()).toHaveLength(3);
		browser.online(true);
		await eventually(() => expect(session.replica!.outbox()).toEqual([]));
		await eventually(() => expect(session.sync!.status.state).toBe('done'));
		const after = await edits();
		expect(after).toHaveLength(3);
		expect(after.slice(0, 2)).toEqual(lines);
		expect(session.replica!.member(wang.id)!.remark).toBe('改2');
	});

	test('handed in twice, by two carriers, and sent by its author too: each change once', async () => {
		const { browser, session } = await signedIn(author);
		const first = await signedIn(committee);
		const second = await signedIn(sibling);
		browser.online(false);
		await edit(session, '改1');
		const file = await exported(session);
		browser.online(true);
		await Promise.all([
			first.session.carrier!.take(file),
			second.session.carrier!.take(file),
			eventually(() => expect(session.replica!.outbox()).toEqual([]))
		]);
		await first.session.carrier!.take(file);
		expect(first.session.carrier!.list).toMatchObject([
			{ outcome: { applied: 0, refused: 0, known: 1 } }
		]);
		expect(await edits()).toHaveLength(1);
		expect(second.session.replica!.members()).toEqual([]);
	});

	test('a carrier without a network keeps the file over a restart and hands it in at its next exchange', async () => {
		const { browser, session } = await signedIn(author);
		const other = await signedIn(sibling);
		browser.online(false);
		other.browser.online(false);
		await edit(session, '改1');
		expect((await other.session.carrier!.take(await exported(session))).ok).toBe(true);
		expect(other.session.carrier!.list[0]?.parts).toHaveLength(1);
		other.session.lock();
		const page = await other.browser.page();
		expect(await page.unlock(PASSWORD)).toEqual({ ok: true });
		await page.carrier!.load();
		expect(page.carrier!.list).toHaveLength(1);
		expect(await edits()).toEqual([]);
		other.browser.online(true);
		await eventually(() => expect(page.carrier!.list[0]?.outcome?.applied).toBe(1));
		expect(await edits()).toHaveLength(1);
		await page.carrier!.remove(page.carrier!.list[0]!.id);
		expect(page.carrier!.list).toEqual([]);
	});

	test('the answer is lost on the way: the same file again is known, and nothing is doubled', async () => {
		const { browser, session } = await signedIn(author);
		const desk = await signedIn(committee);
		browser.online(false);
		await edit(session, '改1');
		desk.browser.caller.after = (path, answer) => {
			if (path === '/api/parcels') throw new TypeError('cut');
			return answer;
		};
		await desk.session.carrier!.take(await exported(session));
		expect(desk.session.carrier!.list[0]?.outcome).toBeUndefined();
		desk.browser.caller.after = undefined;
		desk.session.sync!.now();
		await eventually(() => expect(desk.session.carrier!.list[0]?.outcome?.known).toBe(1));
		expect(await edits()).toHaveLength(1);
	});

	test('a conflict met on the way settles as any other (S-4)', async () => {
		const { browser, session } = await signedIn(author);
		const desk = await signedIn(committee);
		browser.online(false);
		await edit(session, '手机上的话');
		const file = await exported(session);
		await server.put(['member', { ...wang, remark: '别处先到的话' }]);
		await desk.session.carrier!.take(file);
		browser.online(true);
		await eventually(() => expect(session.replica!.outbox()).toEqual([]));
		await eventually(() => expect(session.replica!.decisions().conflicts).toHaveLength(1));
	});
});

describe('a file tells nothing to whoever carries it, and a bad one is named', () => {
	test('neither the file nor the carrier’s disk holds a word of what was written', async () => {
		const { browser, session } = await signedIn(author);
		const other = await signedIn(sibling);
		browser.online(false);
		other.browser.online(false);
		await edit(session, 'canary-5b1f');
		const file = await exported(session);
		const text = await file.text();
		await other.session.carrier!.take(file);
		const db = other.browser.store(sibling);
		const kept = JSON.stringify(await db.carried.toArray());
		db.close();
		for (const place of [text, kept]) {
			expect(place).toContain(branch.shortName);
			for (const secret of ['canary-5b1f', wang.id, author, 'remark']) {
				for (const form of [secret, btoa(secret).replace(/=+$/, '').slice(0, -1)]) {
					expect(place).not.toContain(form);
				}
			}
		}
	});

	test('nothing waiting: no file. No key with the server yet: said so', async () => {
		const { browser, session } = await signedIn(author);
		expect(await session.parcel()).toBeUndefined();
		browser.online(false);
		await edit(session, '改1');
		const db = browser.store(author);
		db.presence.bind((await db.vault.get('header'))!);
		await db.vault.update('header', { escrowed: false });
		db.close();
		expect(await session.parcel()).toBe('parcel.no-key');
		expect(session.replica!.outbox()).toHaveLength(1);
	});

	test('refused changes stay here; the file holds what waits', async () => {
		const { browser, session } = await signedIn(author);
		await edit(session, '改1');
		await session.replica!.refuseHere(session.replica!.pending(1)[0]!.id, {
			code: 'change.too-large',
			bytes: 1
		});
		browser.online(false);
		await edit(session, '改2');
		expect(await session.parcel()).toMatchObject({ header: { count: 1, parts: 1 } });
	});

	test('a tampered file is refused by name, the right one still arrives', async () => {
		const { browser, session } = await signedIn(author);
		const desk = await signedIn(committee);
		browser.online(false);
		await edit(session, '改1');
		const file = await exported(session);
		const text = await file.text();
		const tampered = new Blob([text.replace(`"from":"${branch.shortName}"`, '"from":"xx"')]);
		await desk.session.carrier!.take(tampered);
		expect(desk.session.carrier!.list).toMatchObject([{ fault: 'parcel.damaged', parts: [] }]);
		expect(await desk.session.carrier!.take(new Blob(['姓名,性别']))).toEqual({
			ok: false,
			fault: 'parcel.none'
		});
		await desk.session.carrier!.take(file);
		expect(desk.session.carrier!.list).toHaveLength(2);
		expect(await edits()).toHaveLength(1);
	});

	test('a stranger’s device and a locked author have an answer of their own', async () => {
		const { browser, session } = await signedIn(author);
		const desk = await signedIn(committee);
		browser.online(false);
		await edit(session, '改1');
		const file = await exported(session);
		const text = await file.text();
		const { deviceId } = session.replica!.account;
		await desk.session.carrier!.take(new Blob([text.replace(deviceId, uuid('nobody'))]));
		expect(desk.session.carrier!.list[0]?.fault).toBe('parcel.foreign');
		await server.app.db
			.updateTable('account')
			.set({ locked: 1 })
			.where('name', '=', author)
			.execute();
		await desk.session.carrier!.take(file);
		expect(desk.session.carrier!.list.map(({ fault }) => fault)).toContain('parcel.locked');
		await server.app.db.updateTable('account').set({ locked: 0 }).execute();
		await desk.session.carrier!.take(file);
		expect(await edits()).toHaveLength(1);
	});

	test('[V-5] a revoked carrier takes the file nowhere and is emptied; its author still has it all', async () => {
		const { browser, session } = await signedIn(author);
		const other = await signedIn(sibling);
		browser.online(false);
		await edit(session, '改1');
		const file = await exported(session);
		const revoked_at = new Date().toISOString();
		const { deviceId } = other.session.replica!.account;
		await server.app.db
			.updateTable('device')
			.set({ revoked_at })
			.where('id', '=', deviceId)
			.execute();
		await other.session.carrier!.take(file);
		expect(await edits()).toEqual([]);
		other.session.sync!.now();
		await eventually(() => expect(other.session.revoked?.step).toBe('done'));
		expect(await other.browser.databases()).toEqual([]);
		expect(session.replica!.outbox()).toHaveLength(1);
	});
});
