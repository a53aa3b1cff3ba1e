import { afterEach, describe, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Result } from '#domain/kernel/problem';
import { dropCarried, keepCarried, settleCarried } from '#store/couriers/carried';
import { BranchStore } from '#store/disk/db';
import { durably } from '#store/disk/durable';
import type { Replica } from '#store/replica/replica';
import { cutOff } from '#store/vault/revoked-vault';
import { eventually } from '../../support/eventually';
import { aJpeg } from '../../support/photos';
import { TypedForm } from '../../support/typed-form';
import {
	aHeader,
	aMember,
	aReply,
	applied,
	Device,
	memberRow,
	refused,
	useVault
} from '../../support/device';

const open: Device[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

const wang = aMember('王一', { remark: '旧' });
const li = aMember('李二');
const edit = (to: string) => ({ id: wang.id, edits: { remark: { from: '旧', to } } });
const parcel = {
	header: { id: 'p', device: 'd', from: '示例', made: '2026-11-24', count: 1, parts: 1 },
	parts: ['AAAA']
};

async function loaded(): Promise<Device> {
	const device = await Device.loaded([wang, li]);
	open.push(device);
	return device;
}

/** As a browser does with 清除网站数据: the open page keeps its memory, the database is gone. */
async function clear({ indexed, db }: Device): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const request = indexed.indexedDB.deleteDatabase(db.name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('not deleted'));
	});
}

/** Somebody signed in anew in another tab: a vault again, but not this one. */
async function replace(device: Device): Promise<void> {
	await clear(device);
	const other = new BranchStore(device.account.account, device.indexed);
	await useVault(other, device.account);
	other.close();
}

function membersOf(replica: Replica): string[] {
	return replica
		.members()
		.map(({ id, remark, nativePlace }) => `${id} ${remark} ${nativePlace}`)
		.sort();
}

/** Everything in the database, table by table. */
async function contents(device: Device): Promise<Record<string, unknown[]>> {
	const db = new BranchStore(device.account.account, device.indexed);
	const all: Record<string, unknown[]> = {};
	for (const table of db.tables) all[table.name] = await table.toArray();
	db.close();
	return all;
}

const cleared = { ok: false, problem: { code: 'storage.cleared' } };

/** Every way this app writes into an account’s database. */
const ways: Record<string, (device: Device) => Promise<Result<unknown>>> = {
	保存: ({ replica }) => replica.mutate(editMember, edit('新')),
	'many changes': ({ replica }) =>
		replica.mutateAll([{ mutation: editMember, args: edit('新') }] as never),
	'an answer with rows': ({ replica }) =>
		replica.applyReply(aReply({ rows: [memberRow(li, 3)], cursor: 3, total: 6 })),
	'a large answer': ({ replica }) => {
		const rows = Array.from({ length: 300 }, (_, n) => memberRow(aMember(`m${n}`), 3));
		return replica.applyReply(aReply({ rows, cursor: 3, total: 306 }));
	},
	'an answer with nothing new': ({ replica }) =>
		replica.applyReply(aReply({ cursor: 2, total: replica.progress.total })),
	'a full pull': ({ replica }) => replica.startOver(),
	'a change refused here': ({ replica }) =>
		replica.refuseHere('no-such', { code: 'action.forbidden', mutation: 'member.edit' }),
	'a fold': ({ replica }) => replica.fold(),
	'a photo': async ({ replica }) => replica.photos.set(wang.id, aJpeg()),
	'a file of another device': ({ db }) => keepCarried(db, 'x', parcel, '2026-11-24'),
	'its answer': ({ db }) =>
		settleCarried(db, 'x', { outcome: { applied: 1, refused: 0, known: 0, unjudged: 0 } }),
	'its end': ({ db }) => dropCarried(db, 'x'),
	'a new header': (device) =>
		durably(device.db, () => device.db.vault.put({ ...device.header!, escrowed: true })),
	'a revocation': ({ db, header }) => cutOff(db, header!)
};

describe.each([
	['emptied', clear],
	['made anew for another vault', replace]
] as const)('[V-6] a database that was %s is never written into', (_how, harm) => {
	test.each(Object.entries(ways))('%s', async (_name, write) => {
		const device = await loaded();
		await device.replica.mutate(editMember, edit('一'));
		await harm(device);
		const before = await contents(device);
		// A deletion of nothing writes nothing; whatever answers, nothing lies there.
		const result = await write(device);
		if (_name !== 'its end' && _name !== 'its answer') expect(result).toEqual(cleared);
		expect(await contents(device)).toEqual(before);
		expect(device.replica.outbox()).toHaveLength(1);
		expect(device.replica.members()).toHaveLength(2);
	});

	test('nor is any table of it, those of tomorrow included', async () => {
		const device = await loaded();
		await harm(device);
		for (const table of device.db.tables) {
			const key = table.schema.primKey.keyPath as string;
			const record = { [key]: key === 'seq' ? 1 : table.name === 'vault' ? 'header' : 'x' };
			await expect(table.put(record), table.name).rejects.toThrow(/^$|VaultGone/);
			await expect(table.bulkPut([record, record]), table.name).rejects.toThrow();
		}
	});
});

test('[V-6] reading an emptied database never empties memory', async () => {
	const device = await loaded();
	const other = await device.tab();
	await clear(device);
	await other.mutate(editMember, edit('新'));
	device.replica.tabs.tell({ kind: 'wrote' });
	other.tabs.tell({ kind: 'wrote' });
	await device.replica.settled();
	await other.settled();
	expect(device.replica.members()).toHaveLength(2);
	expect(other.members()).toHaveLength(2);
	expect(other.storage.cleared).toBe(true);
});

test('[V-6] one step writes everything anew, and a cold start finds it', async () => {
	const device = await loaded();
	const { replica } = device;
	await replica.mutate(editMember, edit('一'));
	const refusedId = await replica.mutate(editMember, { ...edit('二'), id: li.id });
	await replica.applyReply(
		aReply({ verdicts: [refused(refusedId.ok ? refusedId.value : '')], cursor: 2, total: 6 })
	);
	const photo = await replica.photos.set(li.id, aJpeg());
	expect(photo.ok).toBe(true);
	const done = await replica.mutate(editMember, {
		id: li.id,
		edits: { nativePlace: { from: '', to: '示例地' } }
	});
	const acknowledged = done.ok ? done.value : '';
	await replica.applyReply(
		aReply({
			verdicts: [applied(acknowledged, 3)],
			rows: [memberRow({ ...li, nativePlace: '示例地' }, 3)],
			cursor: 3,
			total: 6
		})
	);
	const draft = {
		key: 'remark',
		title: '示例',
		href: '/',
		value: '',
		lines: [],
		typed: '2026-11-24'
	};
	const sealed = await replica.drafts.seal(crypto.randomUUID(), draft as never);
	expect((await replica.drafts.move({ put: [sealed], gone: [] })).ok).toBe(true);
	const before = {
		drafts: replica.drafts.list,
		members: membersOf(replica),
		outbox: replica.outbox().map(({ change, state }) => [change.id, state]),
		progress: replica.progress,
		photos: replica.photos.waiting
	};
	await clear(device);
	expect(await replica.mutate(editMember, edit('三'))).toEqual(cleared);
	expect(replica.storage.cleared).toBe(true);

	const carried = { id: 'c', ...parcel, came: '2026-11-24' };
	expect(await replica.storage.rewrite(device.header!, [carried])).toEqual({
		ok: true,
		value: undefined
	});
	expect(replica.storage.cleared).toBe(false);
	for (const [table, records] of Object.entries(await contents(device))) {
		// The file of an import under way is in no memory; its draft says so.
		if (table === 'draftFile') continue;
		expect(records.length, `${table} is part of a rewrite`).toBeGreaterThan(0);
	}

	const again = await device.restart();
	expect({
		drafts: again.drafts.list,
		members: membersOf(again),
		outbox: again.outbox().map(({ change, state }) => [change.id, state]),
		progress: again.progress,
		photos: again.photos.waiting
	}).toEqual(before);
	expect(await again.photos.read(again.member(li.id)!)).toBeDefined();
	expect(await again.mutate(editMember, edit('三'))).toMatchObject({ ok: true });
	// The order of making goes on from where it was.
	const seqs = again.outbox().map(({ seq }) => seq);
	expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
});

test('[V-6] what only another tab held joins what one tab wrote anew', async () => {
	const device = await loaded();
	const deaf = await device.tab({ deaf: true });
	const made = await deaf.mutate(editMember, edit('只在这里'));
	await clear(device);
	expect((await device.replica.storage.rewrite(device.header!, [])).ok).toBe(true);
	expect(device.replica.outbox()).toHaveLength(0);
	const later = await deaf.mutate(editMember, { id: li.id, edits: {} });
	await deaf.settled();
	const ids = deaf.outbox().map(({ change }) => change.id);
	expect(ids).toContain(made.ok ? made.value : '');
	const again = await device.restart();
	expect(again.outbox().map(({ change }) => change.id)).toEqual(
		expect.arrayContaining([made.ok ? made.value : '', ...(later.ok ? [later.value] : [])])
	);
});

test('[V-6] looking notices what no write has met yet, and joins what another tab wrote anew', async () => {
	const device = await loaded();
	const other = await device.tab({ deaf: true });
	const photo = await other.photos.set(wang.id, aJpeg());
	const form = new TypedForm(other, li);
	form.type('remark', '只在那里');
	await form.home.flush();
	await clear(device);
	expect(other.storage.cleared).toBe(false);
	expect(await other.storage.look()).toEqual(cleared);
	expect(other.storage.cleared).toBe(true);

	expect((await device.replica.storage.rewrite(device.header!, [])).ok).toBe(true);
	expect((await other.storage.look()).ok).toBe(true);
	await other.settled();
	const again = await device.restart();
	expect([...again.photos.waiting]).toEqual([photo.ok ? photo.value : '']);
	expect(await again.photos.read(again.member(wang.id)!)).toBeDefined();
	expect(new TypedForm(again, li).edits.remark?.to).toBe('只在那里');
});

test('[V-6] [V-7] what is typed into an emptied storage is in memory, though its form is gone, and is written with the rest', async () => {
	const device = await loaded();
	const { replica } = device;
	const form = new TypedForm(replica, wang);
	form.type('remark', '一');
	await form.home.flush();
	await clear(device);
	form.type('remark', '一二');
	await form.home.flush();
	form.type('remark', '一二三');
	await form.home.flush();
	expect(form.home.problem).toEqual({ code: 'storage.cleared' });
	form.home.close();
	await replica.settled();
	expect(replica.drafts.count).toBe(1);
	expect((await replica.storage.rewrite(device.header!, [])).ok).toBe(true);
	await replica.settled();
	expect(await device.db.draft.count()).toBe(1);
	expect(new TypedForm(await device.restart(), wang).edits.remark?.to).toBe('一二三');
});

test.each(['in two empty forms', 'on from one draft'])(
	'[V-6] [V-7] what two tabs that cannot hear each other typed %s is both there after one wrote everything anew',
	async (how) => {
		const device = await loaded();
		if (how === 'on from one draft') {
			const first = new TypedForm(device.replica, wang);
			first.type('remark', '起头');
			await first.home.flush();
			first.home.close();
			await device.replica.settled();
		}
		const tabs = [await device.tab({ deaf: true }), await device.tab({ deaf: true })] as const;
		const [early, late] = [new TypedForm(tabs[0], wang), new TypedForm(tabs[1], wang)];
		early.type('remark', '先写的');
		await early.home.flush();
		await new Promise((resolve) => setTimeout(resolve, 5));
		late.type('remark', '后写的');
		await late.home.flush();
		await clear(device);
		expect((await tabs[1].storage.rewrite(device.header!, [])).ok).toBe(true);
		expect((await tabs[0].storage.look()).ok).toBe(true);
		await tabs[0].settled();
		const again = await device.restart();
		const kept = again.drafts.list.map(({ payload }) => JSON.stringify(payload));
		expect(kept).toHaveLength(2);
		expect(kept.join()).toContain('先写的');
		expect(kept.join()).toContain('后写的');
	}
);

describe('[V-6] [V-7] an older version of a draft does not come back', () => {
	async function expectOne(device: Device, form: TypedForm): Promise<void> {
		await eventually(async () => expect(await device.db.draft.count()).toBe(1));
		expect((await form.save()).ok).toBe(true);
		await form.replica.settled();
		expect(form.edits).toEqual({});
		expect(await device.db.draft.count()).toBe(0);
	}

	test('where another tab writes everything anew that did not hear of the later one', async () => {
		const device = await loaded();
		const form = new TypedForm(await device.tab(), wang);
		form.type('remark', '一');
		await form.home.flush();
		await eventually(() => expect(device.replica.drafts.count).toBe(1));
		await clear(device);
		form.type('remark', '一二');
		await form.home.flush();
		expect((await device.replica.storage.rewrite(device.header!, [])).ok).toBe(true);
		await expectOne(device, form);
		await eventually(() => expect(device.replica.drafts.count).toBe(0));
	});

	test('where somebody types while everything is written anew', async () => {
		const device = await loaded();
		const { db, replica } = device;
		const form = new TypedForm(replica, wang);
		form.type('remark', '一');
		await form.home.flush();
		await clear(device);
		const found = db.found.bind(db);
		vi.spyOn(db, 'found').mockImplementationOnce(async (...all) => {
			form.type('remark', '一二');
			await form.home.flush();
			return found(...all);
		});
		expect((await replica.storage.rewrite(device.header!, [])).ok).toBe(true);
		await expectOne(device, form);
	});

	test('where a tab that slept joins what was written anew', async () => {
		const device = await loaded();
		const form = new TypedForm(device.replica, wang);
		form.type('remark', '一');
		await form.home.flush();
		const asleep = await device.tab({ deaf: true });
		await clear(device);
		form.type('remark', '一二');
		await form.home.flush();
		expect((await device.replica.storage.rewrite(device.header!, [])).ok).toBe(true);
		expect((await asleep.storage.look()).ok).toBe(true);
		await asleep.settled();
		expect(asleep.drafts.list.map(({ lines }) => lines[0]?.text)).toEqual(['一二']);
		await expectOne(device, form);
	});
});

test('[V-6] a vault that was made in its place is not overwritten', async () => {
	const device = await loaded();
	await device.replica.mutate(editMember, edit('新'));
	await replace(device);
	const before = await contents(device);
	expect(await device.replica.storage.rewrite(device.header!, [])).toEqual(cleared);
	expect(await contents(device)).toEqual(before);
	expect(device.replica.outbox()).toHaveLength(1);
});

test('a vault of before has no id, and is told from one that is made later all the same', async () => {
	const { id: _, ...old } = aHeader({
		account: 'u1',
		kind: 'u',
		orgId: 'o',
		orgName: 'o',
		deviceId: 'd'
	});
	const device = await loaded();
	const db = new BranchStore('u1', device.indexed);
	await db.found(old);
	await db.carried.put({ id: 'c', ...parcel, came: '2026-11-24' });
	await db.delete({ disableAutoOpen: false });
	const other = new BranchStore('u1', device.indexed);
	await other.found({ ...old, id: crypto.randomUUID() });
	other.close();
	await expect(db.carried.put({ id: 'c', ...parcel, came: '' })).rejects.toThrow();
	db.close();
});
