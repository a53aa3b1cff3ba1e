import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Replica } from '#store/replica/replica';
import { eventually } from '../../support/eventually';
import { aMember, aReply, Device, dumpOf, memberRow } from '../../support/device';
import { TypedForm } from '../../support/typed-form';

const wang = aMember('王一', { remark: '旧' });
const devices: Device[] = [];
afterEach(() => devices.splice(0).forEach((device) => device.close()));

async function loaded(): Promise<Device> {
	const device = await Device.loaded([wang]);
	devices.push(device);
	return device;
}

/** A full disk, until it is restored. */
function refuse({ db }: Device) {
	const full = new DOMException('full', 'QuotaExceededError');
	return vi.spyOn(db.draft, 'bulkPut').mockRejectedValue(full);
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('[V-7] what is typed is on the disk within a second, without any further word', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '打字打到一半');
	await sleep(900);
	const replica = await device.restart();
	expect(replica.drafts.list).toMatchObject([
		{ key: `member:${wang.id}`, title: '党员信息维护 · 王一', href: `/members/${wang.id}/basic` }
	]);
	expect(replica.drafts.list[0]?.lines).toEqual([{ label: 'remark', text: '打字打到一半' }]);
	const again = new TypedForm(replica, wang);
	expect(again.edits).toEqual({ remark: { from: '旧', to: '打字打到一半' } });
	expect(again.home.restored).toBe(replica.drafts.list[0]?.typed);
	expect(replica.member(wang.id)?.remark).toBe('旧');
});

test('[V-7] somebody who never stops typing is not waited for', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	for (let n = 0; n < 12; n++) {
		form.type('remark', '字'.repeat(n + 1));
		await sleep(100);
	}
	const replica = await device.restart();
	expect(new TypedForm(replica, wang).edits.remark?.to.length).toBeGreaterThanOrEqual(3);
});

test('[V-7] locking keeps the last key press, though it came a moment before', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '最后一个字');
	const { replica } = device;
	replica.close();
	await replica.settled();
	const next = await device.restart();
	expect(new TypedForm(next, wang).edits.remark?.to).toBe('最后一个字');
});

test('[V-1] nothing typed lies in clear, and only random ids are plain', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('name', '金丝雀甲');
	form.type('idNumber', '990001199001010015');
	form.home.attach(new TextEncoder().encode('金丝雀文件'));
	await form.home.flush();
	const dump = await dumpOf(device.db);
	for (const canary of ['金丝雀', '990001199001010015', wang.id, '党员信息维护', '/members/']) {
		expect(dump).not.toContain(canary);
	}
	const [draft] = await device.db.draft.toArray();
	const [file] = await device.db.draftFile.toArray();
	expect(Object.keys(draft!)).toEqual(['id', 'sealed']);
	expect(Object.keys(file!)).toEqual(['id', 'sealed']);
	const replica = await device.restart();
	const again = new TypedForm(replica, wang);
	expect(new TextDecoder().decode(await again.home.file())).toBe('金丝雀文件');
});

test('[V-7] 保存 ends the draft, and what is typed meanwhile is a draft again', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '新');
	await form.home.flush();
	const saving = form.save();
	await form.home.flush();
	expect((await saving).ok).toBe(true);
	expect(device.replica.drafts.list).toEqual([]);
	expect(form.home.restored).toBeUndefined();
	form.type('remark', '更新');
	await form.home.flush();
	const replica = await device.restart();
	expect(replica.member(wang.id)?.remark).toBe('新');
	expect(new TypedForm(replica, wang).edits).toEqual({ remark: { from: '新', to: '更新' } });
});

test('[V-7] a file lies beside its draft, is replaced by another one, and goes with it', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	const fileOf = async () => new TextDecoder().decode(await form.home.file());
	form.type('remark', '照片');
	form.home.attach(new TextEncoder().encode('第一个文件'));
	await form.home.flush();
	form.type('remark', '照片一张');
	await form.home.flush();
	expect(await fileOf()).toBe('第一个文件');
	form.home.attach(new TextEncoder().encode('第二个文件'));
	await form.home.flush();
	expect(await fileOf()).toBe('第二个文件');
	expect([await device.db.draft.count(), await device.db.draftFile.count()]).toEqual([1, 1]);
	await device.replica.drafts.giveUp(device.replica.drafts.list[0]!.id);
	expect([await device.db.draft.count(), await device.db.draftFile.count()]).toEqual([0, 0]);
	expect(form.edits).toEqual({});
});

test('[V-7] 放弃 ends it, and a key press that was waiting to be kept does not bring it back', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '新');
	await form.home.flush();
	form.type('remark', '新的');
	await form.home.giveUp();
	await sleep(700);
	expect(form.edits).toEqual({});
	expect(device.replica.drafts.count).toBe(0);
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[V-7] a full disk is said, the form keeps what it holds, and the next write keeps it', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	const put = refuse(device);
	form.type('remark', '放不下');
	await form.home.flush();
	expect(form.home.problem).toEqual({ code: 'storage.full' });
	expect(form.edits.remark?.to).toBe('放不下');
	expect(device.replica.drafts.unwritten).toBe(1);
	put.mockRestore();
	await form.home.flush();
	expect(form.home.problem).toBeUndefined();
	expect(device.replica.drafts.unwritten).toBe(0);
	expect(new TypedForm(await device.restart(), wang).edits.remark?.to).toBe('放不下');
});

test.each([
	['what the disk had', '一'],
	['nothing', '']
])(
	'[V-7] deleting back to %s after a write that was refused is what stays',
	async (_what, kept) => {
		const device = await loaded();
		const form = new TypedForm(device.replica, wang);
		const holds = (text: string) => {
			if (text === '') form.edits = {};
			else form.type('remark', text);
			return form.home.flush();
		};
		await holds(kept);
		const put = refuse(device);
		await holds(`${kept}二`);
		await holds(kept);
		put.mockRestore();
		await device.replica.drafts.flush();
		const { list } = (await device.restart()).drafts;
		expect(list.map(({ lines }) => lines[0]?.text)).toEqual(kept === '' ? [] : [kept]);
	}
);

test('[V-7] 保存 after a write that was refused leaves no older version behind', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '一');
	form.home.attach(new TextEncoder().encode('第一个文件'));
	await form.home.flush();
	const put = refuse(device);
	form.type('remark', '一二');
	form.home.attach(new TextEncoder().encode('第二个文件'));
	await form.home.flush();
	expect(device.replica.drafts.list.map(({ lines }) => lines[0]?.text)).toEqual(['一二']);
	put.mockRestore();
	expect((await form.save()).ok).toBe(true);
	expect([await device.db.draft.count(), await device.db.draftFile.count()]).toEqual([0, 0]);
	expect(device.replica.drafts.count).toBe(0);
});

test('[V-7] an older version that a full disk still has is not shown beside the later one', async () => {
	const device = await loaded();
	const other = await device.tab();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '一');
	await form.home.flush();
	refuse(device);
	form.type('remark', '一二');
	await form.home.flush();
	const elsewhere = new TypedForm(other, aMember('李二'));
	elsewhere.type('remark', '别的');
	await elsewhere.home.flush();
	const texts = () => device.replica.drafts.list.map(({ lines }) => lines[0]?.text);
	await eventually(() => expect(texts().toSorted()).toEqual(['一二', '别的'].toSorted()));
});

describe('[V-7] a form that has left, with a disk that refused its last write', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
	afterEach(() => void vi.useRealTimers());

	async function left(): Promise<Device> {
		const device = await loaded();
		const form = new TypedForm(device.replica, wang);
		const put = refuse(device);
		form.type('remark', '放不下');
		await form.home.flush();
		form.home.close();
		await device.replica.drafts.settled();
		put.mockRestore();
		return device;
	}

	async function later({ replica }: Device): Promise<void> {
		await vi.advanceTimersByTimeAsync(6000);
		await replica.drafts.settled();
	}

	test('what it held is written as soon as the disk takes it', async () => {
		const device = await left();
		expect(device.replica.drafts.unwritten).toBe(1);
		await later(device);
		expect(device.replica.drafts.unwritten).toBe(0);
		expect(new TypedForm(await device.restart(), wang).edits.remark?.to).toBe('放不下');
	});

	test('放弃 of it is not undone', async () => {
		const device = await left();
		const { drafts } = device.replica;
		for (const { id } of drafts.list) expect((await drafts.giveUp(id)).ok).toBe(true);
		await later(device);
		expect([drafts.count, await device.db.draft.count()]).toEqual([0, 0]);
	});

	test('a save that fails after it has left keeps nothing for it', async () => {
		const device = await loaded();
		const { drafts } = device.replica;
		const form = new TypedForm(device.replica, wang);
		form.type('remark', '新');
		await form.home.flush();
		const full = new DOMException('full', 'QuotaExceededError');
		const add = vi.spyOn(device.db.journal, 'add').mockRejectedValue(full);
		const put = refuse(device);
		const saving = form.save();
		form.type('remark', '新的');
		form.home.close();
		expect((await saving).ok).toBe(false);
		await drafts.settled();
		for (const mock of [add, put]) mock.mockRestore();
		for (const { id } of drafts.list) expect((await drafts.giveUp(id)).ok).toBe(true);
		await later(device);
		expect([drafts.count, await device.db.draft.count()]).toEqual([0, 0]);
	});

	test('nothing is written after a lock', async () => {
		const device = await left();
		device.replica.close();
		await device.replica.settled();
		const put = vi.spyOn(device.db.draft, 'bulkPut');
		await later(device);
		expect(put).not.toHaveBeenCalled();
	});
});

test('[V-7] a save that fails leaves the draft', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '新');
	await form.home.flush();
	const full = new DOMException('full', 'QuotaExceededError');
	const add = vi.spyOn(device.db.journal, 'add').mockRejectedValue(full);
	expect(await form.save()).toEqual({ ok: false, problem: { code: 'storage.full' } });
	add.mockRestore();
	const replica = await device.restart();
	expect(replica.member(wang.id)?.remark).toBe('旧');
	expect(new TypedForm(replica, wang).edits.remark?.to).toBe('新');
});

test('[V-7] two tabs show one draft; the last typing wins, and saving in one ends it in the other', async () => {
	const device = await loaded();
	const second = await device.tab();
	const [here, there] = [new TypedForm(device.replica, wang), new TypedForm(second, wang)];
	here.type('remark', '甲写的');
	await eventually(() => expect(there.edits.remark?.to).toBe('甲写的'));
	expect(there.home.restored).toBeTruthy();
	there.type('major', '物理');
	await eventually(() => expect(here.edits.major?.to).toBe('物理'));
	expect(here.edits.remark?.to).toBe('甲写的');
	// Filling in is no typing: nothing goes back and forth.
	const { filled } = here;
	await sleep(1000);
	expect(here.filled).toBe(filled);
	expect(await device.db.draft.count()).toBe(1);
	expect((await there.save()).ok).toBe(true);
	await eventually(() => expect(here.edits).toEqual({}));
	expect(device.replica.drafts.count).toBe(0);
});

test('[V-7] two tabs that do not hear of each other lose neither draft', async () => {
	const device = await loaded();
	const second = await device.tab({ deaf: true });
	const [here, there] = [new TypedForm(device.replica, wang), new TypedForm(second, wang)];
	here.type('remark', '甲写的');
	await here.home.flush();
	there.type('remark', '乙写的');
	await there.home.flush();
	expect((await there.save()).ok).toBe(true);
	const replica = await device.restart();
	expect(replica.member(wang.id)?.remark).toBe('乙写的');
	expect(new TypedForm(replica, wang).edits.remark).toEqual({ from: '旧', to: '甲写的' });
});

test('[V-7] a tab that saves what it saw leaves what another one typed since', async () => {
	const device = await loaded();
	const here = new TypedForm(device.replica, wang);
	here.type('remark', '先写的');
	await here.home.flush();
	const there = new TypedForm(await device.tab({ deaf: true }), wang);
	expect(there.edits.remark?.to).toBe('先写的');
	here.type('major', '后写的');
	await here.home.flush();
	expect((await there.save()).ok).toBe(true);
	const replica = await device.restart();
	expect(replica.member(wang.id)?.remark).toBe('先写的');
	expect(new TypedForm(replica, wang).edits.major?.to).toBe('后写的');
});

test('[V-7] a record that changed meanwhile keeps the value its author saw; one that left keeps its draft', async () => {
	const device = await loaded();
	new TypedForm(device.replica, wang).type('remark', '新');
	await device.replica.drafts.flush();
	await device.replica.applyReply(
		aReply({ rows: [memberRow({ ...wang, remark: '别人的' }, 3)], cursor: 3 })
	);
	const changed = await device.restart();
	expect(new TypedForm(changed, wang).edits.remark).toEqual({ from: '旧', to: '新' });
	expect(changed.member(wang.id)?.remark).toBe('别人的');
	await changed.applyReply(aReply({ rows: [['member', wang.id, 4, null]], cursor: 4 }));
	const gone = await device.restart();
	expect(gone.member(wang.id)).toBeUndefined();
	expect(gone.drafts.list).toMatchObject([{ lines: [{ label: 'remark', text: '新' }] }]);
});

test('[V-7] a draft of another version is neither filled in nor written over', async () => {
	const device = await loaded();
	const odd = device.replica.drafts.home({
		key: `member:${wang.id}`,
		title: () => '旧版本',
		href: () => '/',
		shape: { safeParse: (data) => ({ success: true, data }) },
		read: () => ({ fieldsOfBefore: ['新'] }),
		lines: () => [{ label: '备注', text: '新' }],
		fill: () => undefined,
		clear: () => undefined
	});
	await odd.flush();
	odd.close();
	const form = new TypedForm(device.replica, wang);
	expect(form.filled).toBe(0);
	form.type('remark', '今天');
	await form.home.flush();
	await form.save();
	expect(device.replica.drafts.list.map(({ title }) => title)).toEqual(['旧版本']);
});

test('[V-7] a draft whose seal is broken is counted, and goes only when a person says so', async () => {
	const device = await loaded();
	new TypedForm(device.replica, wang).type('remark', '新');
	await device.replica.drafts.flush();
	const [record] = await device.db.draft.toArray();
	record!.sealed[20]! ^= 1;
	await device.db.draft.put(record!);
	const replica = await device.restart();
	expect([replica.drafts.list.length, replica.drafts.unreadable, replica.drafts.count]).toEqual([
		0, 1, 1
	]);
	await replica.drafts.giveUpUnreadable();
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[S-1] [V-7] the change and the end of its draft are one transaction', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '新');
	await form.home.flush();
	const [draft] = device.replica.drafts.list;
	const full = new DOMException('full', 'QuotaExceededError');
	const gone = vi.spyOn(device.db.draft, 'bulkDelete').mockRejectedValue(full);
	const made = await device.replica.mutate(
		editMember,
		{ id: wang.id, edits: form.edits },
		undefined,
		{
			drafts: { put: [], gone: [draft!.id] }
		}
	);
	gone.mockRestore();
	expect(made).toEqual({ ok: false, problem: { code: 'storage.full' } });
	const replica = await device.restart();
	expect(replica.outbox()).toEqual([]);
	expect(replica.drafts.count).toBe(1);
});

test.each(Array.from({ length: 28 }, (_, ticks) => ticks))(
	'[S-1] [V-7] the page dies %i ticks into 保存: the value is saved or a draft, never both and never neither',
	async (ticks) => {
		const device = await loaded();
		const form = new TypedForm(device.replica, wang);
		form.type('remark', '新');
		await form.home.flush();
		const saving = form.save();
		for (let tick = 0; tick < ticks; tick++) await new Promise((next) => setImmediate(next));
		const isSavedIn = (replica: Replica) => replica.member(wang.id)?.remark === '新';
		// A page that opens while the other one still commits misses nothing.
		const during = await device.restart();
		expect(isSavedIn(during) || during.drafts.count === 1).toBe(true);
		await saving;
		const after = await device.restart();
		expect(after.drafts.count).toBe(isSavedIn(after) ? 0 : 1);
	}
);
