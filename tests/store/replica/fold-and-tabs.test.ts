import { afterEach, expect, test, vi } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Result } from '#domain/kernel/problem';
import type { Replica } from '#store/replica/replica';
import { eventually } from '../../support/eventually';
import {
	admission,
	aMember,
	applied,
	aReply,
	Device,
	idNumber,
	memberRow,
	orgRows,
	refused
} from '../../support/device';

const open: Device[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

const many = Array.from({ length: 1200 }, (_, n) => aMember(`员${n}`, { idNumber: idNumber(n) }));
const first = many[0]!;

async function loaded(members = many): Promise<Device> {
	const device = await Device.loaded(members);
	open.push(device);
	return device;
}

function remark(from: string, to: string, id = first.id) {
	return { id, edits: { remark: { from, to } } };
}

/** All that a screen could see, to compare two states of knowledge. */
function seen(replica: Replica) {
	const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
	return {
		members: [...replica.members()].sort(byId),
		orgs: [...replica.orgs()].sort(byId),
		outbox: replica.outbox(),
		progress: replica.progress
	};
}

test('a large page goes straight into packs, each row once', async () => {
	const device = await loaded();
	expect(await device.db.pack.count()).toBe(3);
	const entries = await device.db.journal.toArray();
	expect(entries.length).toBe(1);
	expect(entries[0]!.sealed.length).toBeLessThan(1000);
	expect((await device.restart()).members().length).toBe(1200);
});

test('a fold keeps rows, waiting, refused and not yet arrived changes, and the cursor', async () => {
	const device = await loaded();
	const { replica } = device;
	const made: string[] = [];
	for (const to of ['一', '二', '三']) {
		const result: Result<string> = await replica.mutate(
			editMember,
			remark('', to, many[made.length]!.id)
		);
		made.push(result.ok ? result.value : '');
	}
	await replica.mutate(admitMember, admission(5000));
	const verdicts = [applied(made[0]!, 9), refused(made[1]!)];
	await replica.applyReply(aReply({ verdicts, cursor: 3, total: 1204, more: true }));
	const row = memberRow({ ...many[7]!, remark: '改' }, 4);
	await replica.applyReply(aReply({ rows: [row, ['member', many[8]!.id, 4, null]], cursor: 4 }));
	const before = seen(replica);
	expect((await replica.fold()).ok).toBe(true);
	expect(await device.db.journal.count()).toBe(1);
	expect(seen(replica)).toEqual(before);
	const again = await device.restart();
	expect(seen(again)).toEqual(before);
	expect(again.member(many[0]!.id)?.remark).toBe('一');
	expect(again.member(many[8]!.id)).toBeUndefined();
});

test('what is written after a fold is read after it, and folds again', async () => {
	const device = await loaded();
	for (let round = 0; round < 3; round++) {
		const from = round === 0 ? '' : `第${round - 1}`;
		await device.replica.mutate(editMember, remark(from, `第${round}`));
		await device.replica.fold();
		const replica = await device.restart();
		expect(replica.member(first.id)?.remark).toBe(`第${round}`);
		expect(replica.outbox().length).toBe(round + 1);
	}
});

test('a second tab follows every write', async () => {
	const device = await loaded([first]);
	const other = await device.tab();
	const told = vi.fn();
	other.subscribe(told);
	await device.replica.mutate(editMember, remark('', '此处'));
	await eventually(() => expect(other.member(first.id)?.remark).toBe('此处'));
	expect(told).toHaveBeenCalled();
	await other.mutate(editMember, remark('此处', '彼处'));
	await eventually(() => expect(device.replica.member(first.id)?.remark).toBe('彼处'));
	expect(other.outbox()).toEqual(device.replica.outbox());
});

test('two tabs that write at the same moment end up with the same outbox in the same order', async () => {
	const device = await loaded([first, many[1]!]);
	const other = await device.tab();
	const jobs = Array.from({ length: 10 }, (_, n) =>
		(n % 2 ? other : device.replica).mutate(admitMember, admission(6000 + n))
	);
	expect((await Promise.all(jobs)).every((made) => made.ok)).toBe(true);
	await eventually(() => expect(device.replica.outbox().length).toBe(10));
	await eventually(() => expect(other.outbox()).toEqual(device.replica.outbox()));
	expect((await device.restart()).outbox().length).toBe(10);
});

test('a tab that missed a fold, or a page in packs, reads the disk anew', async () => {
	const device = await loaded([first]);
	const other = await device.tab();
	const rows = many.slice(1).map((member) => memberRow(member, 3));
	await device.replica.applyReply(aReply({ rows, cursor: 3, total: 1204 }));
	await eventually(() => expect(other.members().length).toBe(1200));
	await device.replica.mutate(editMember, remark('', '折'));
	await device.replica.fold();
	await other.mutate(editMember, remark('', '叠', many[1]!.id));
	await eventually(() => expect(seen(other)).toEqual(seen(device.replica)));
	expect((await other.fold()).ok).toBe(true);
	expect((await other.fold()).ok).toBe(true);
	const again = await device.restart();
	expect(again.members().length).toBe(1200);
	expect(again.outbox().length).toBe(2);
});

test('a tab that slept through writes and a fold catches up with its next write', async () => {
	const device = await loaded([first, many[1]!, many[2]!]);
	const asleep = await device.tab({ deaf: true });
	await device.replica.mutate(editMember, remark('', '一'));
	const row = memberRow({ ...many[2]!, remark: '三' }, 3);
	await device.replica.applyReply(aReply({ rows: [row], cursor: 3 }));
	await device.replica.fold();
	await device.replica.mutate(editMember, remark('一', '二'));
	expect(asleep.member(first.id)?.remark).toBe('');
	expect((await asleep.mutate(editMember, remark('', '邻', many[1]!.id))).ok).toBe(true);
	expect(asleep.member(first.id)?.remark).toBe('二');
	expect(asleep.member(many[2]!.id)?.remark).toBe('三');
	expect(seen(asleep)).toEqual(seen(await device.restart()));
});

test('a newer version in a pack stands before an older one in the journal', async () => {
	const device = await loaded(many.slice(0, 10));
	const older = memberRow({ ...first, remark: '旧' }, 3);
	await device.replica.applyReply(aReply({ rows: [older], cursor: 3 }));
	const newer = many.map((member) => memberRow({ ...member, remark: '新' }, 9));
	await device.replica.applyReply(aReply({ rows: newer, cursor: 9 }));
	expect((await device.restart()).member(first.id)?.remark).toBe('新');
	await device.replica.fold();
	expect((await device.restart()).member(first.id)?.remark).toBe('新');
});

test('[R-ENC-03] a damaged pack: the rest stays usable, the outbox stays, the server is asked again', async () => {
	const device = await loaded();
	await device.replica.mutate(editMember, remark('', '留'));
	const [pack] = await device.db.pack.toArray();
	const sealed = pack!.sealed.slice();
	sealed[sealed.length - 1]! ^= 1;
	await device.db.pack.put({ id: pack!.id, sealed });
	const replica = await device.restart();
	expect(replica.damaged).toBe(1);
	expect(replica.members().length).toBeGreaterThan(600);
	expect(replica.progress).toMatchObject({ cursor: 0, whole: false, epoch: 'e1' });
	expect(replica.outbox().length).toBe(1);
	await replica.applyReply(aReply({ cursor: 9 }), 2);
	expect(replica.progress.cursor).toBe(0);
	const rows = [...orgRows(), ...many.map((member) => memberRow(member, 2))];
	await replica.applyReply(aReply({ rows, cursor: 2, total: rows.length }), 0);
	expect(replica.members().length).toBe(1200);
	expect(replica.progress).toMatchObject({ cursor: 2, whole: true, loaded: 1204 });
	expect(replica.member(first.id)?.remark).toBe('留');
	expect((await device.restart()).damaged).toBe(0);
});

test('[R-ENC-03] packs cannot be swapped: both are told as damaged', async () => {
	const device = await loaded();
	const [a, b] = await device.db.pack.toArray();
	await device.db.pack.bulkPut([
		{ id: a!.id, sealed: b!.sealed },
		{ id: b!.id, sealed: a!.sealed }
	]);
	expect((await device.restart()).damaged).toBe(2);
});

test('[R-ENC-03] a damaged state: everything is kept and pulled again', async () => {
	const device = await loaded([first]);
	await device.replica.mutate(editMember, remark('', '留'));
	await device.db.meta.put({ key: 'state', sealed: new Uint8Array(40) });
	const replica = await device.restart();
	expect(replica.damaged).toBe(1);
	expect(replica.member(first.id)?.remark).toBe('留');
	expect(replica.progress).toMatchObject({ cursor: 0, whole: false });
});

test('entries of another account do not open', async () => {
	const device = await loaded([first]);
	const [entry] = await device.db.journal.toArray();
	const other = await Device.loaded([first], {
		account: { ...device.account, account: 'u990002' }
	});
	open.push(other);
	await other.db.journal.add({ id: entry!.id, sealed: entry!.sealed });
	expect((await other.restart()).damaged).toBe(1);
});

test('[S-13] a tab that exchanges without having followed takes nothing back that another one brought', async () => {
	const device = await Device.loaded([aMember('王一')]);
	const late = await device.tab({ deaf: true });
	const newest = memberRow(aMember('李二'), 5);
	await device.replica.applyReply(aReply({ rows: [newest], cursor: 5, total: 6 }), 2);
	const older = memberRow(aMember('张三'), 4);
	await late.applyReply(aReply({ rows: [older], cursor: 4, total: 5 }), 2);
	expect(late.progress).toMatchObject({ cursor: 5, total: 6 });
	expect(late.members()).toHaveLength(3);
	const again = await device.restart();
	expect(again.progress).toMatchObject({ cursor: 5, total: 6 });
	device.close();
});
