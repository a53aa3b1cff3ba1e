import { afterEach, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import { newChangeId } from '#store/disk/change-id';
import {
	admission,
	aMember,
	applied,
	aReply,
	Device,
	dumpOf,
	idNumber,
	memberRow,
	orgRows,
	refused,
	uuid
} from '../../support/device';

const open: Device[] = [];
async function device(...members: Parameters<typeof Device.loaded>): Promise<Device> {
	const one = await Device.loaded(...members);
	open.push(one);
	return one;
}
afterEach(() => open.splice(0).forEach((one) => one.close()));

const wang = aMember('王一', { remark: '旧' });
const edit = (from: string, to: string, id = wang.id) => ({ id, edits: { remark: { from, to } } });

test('[S-1] a saved edit shows at once, waits in the outbox, and both survive a restart', async () => {
	const one = await device([wang]);
	const made = await one.replica.mutate(editMember, edit('旧', '新'));
	expect(made.ok).toBe(true);
	for (const replica of [one.replica, await one.restart()]) {
		expect(replica.member(wang.id)?.remark).toBe('新');
		expect(replica.outbox().map((waiting) => waiting.state)).toEqual(['waiting']);
		expect(replica.pending(10).map((change) => change.name)).toEqual(['member.edit']);
	}
});

test('[S-1] a refused mutation writes nothing', async () => {
	const one = await device([wang]);
	const before = await one.db.journal.count();
	const result = await one.replica.mutate(editMember, edit('a', 'b', uuid('nobody')));
	expect(result).toMatchObject({ ok: false, problem: { code: 'record.missing' } });
	expect(await one.db.journal.count()).toBe(before);
	expect(one.replica.outbox()).toEqual([]);
});

test('[S-1] arguments of the wrong shape are refused by name', async () => {
	const one = await device([wang]);
	const args = { id: wang.id, edits: { nonsense: { from: '', to: '' } } };
	const result = await one.replica.mutate(editMember, args as never);
	expect(result).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
});

test('[S-1] a batch of 281 admissions goes in chunks, reports, and run again adds nothing', async () => {
	const one = await device([]);
	const items = Array.from({ length: 281 }, (_, at) => ({
		mutation: admitMember,
		args: admission(at),
		changeId: newChangeId()
	}));
	const steps: number[] = [];
	const first = await one.replica.mutateAll(items, { progress: (done) => steps.push(done) });
	expect(first).toEqual({ ok: true, value: 281 });
	expect(steps).toEqual([100, 200, 281]);
	expect(await one.db.journal.count()).toBe(1 + 3);
	expect(await one.replica.mutateAll(items)).toEqual({ ok: true, value: 281 });
	expect(one.replica.members().length).toBe(281);
	expect((await one.restart()).outbox().length).toBe(281);
});

test('[S-1] a cancelled batch keeps what was written and can go on', async () => {
	const one = await device([]);
	const items = Array.from({ length: 150 }, (_, at) => ({
		mutation: admitMember,
		args: admission(at),
		changeId: newChangeId()
	}));
	const stop = new AbortController();
	const cut = await one.replica.mutateAll(items, {
		progress: () => stop.abort(),
		signal: stop.signal
	});
	expect(cut).toEqual({ ok: true, value: 100 });
	expect(await one.replica.mutateAll(items)).toEqual({ ok: true, value: 150 });
	expect(one.replica.members().length).toBe(150);
});

test('a refused row of a batch is told by its place and blocks no other', async () => {
	const one = await device([wang]);
	const told: number[] = [];
	const items = [edit('旧', '新'), edit('x', 'y', uuid('nobody')), edit('新', '更新')];
	const result = await one.replica.mutateAll(
		items.map((args) => ({ mutation: editMember, args })),
		{ refused: (index) => told.push(index) }
	);
	expect(result).toEqual({ ok: true, value: 2 });
	expect(told).toEqual([1]);
	expect(one.replica.member(wang.id)?.remark).toBe('更新');
});

test('[S-2] the same change id twice is one change', async () => {
	const one = await device([wang]);
	const id = newChangeId();
	await one.replica.mutate(editMember, edit('旧', '新'), id);
	expect(await one.replica.mutate(editMember, edit('旧', '新'), id)).toEqual({
		ok: true,
		value: id
	});
	expect(one.replica.outbox().length).toBe(1);
});

test('[S-8] only judged changes leave; one made meanwhile stays and is replayed over the new row', async () => {
	const one = await device([wang]);
	const { replica } = one;
	await replica.mutate(editMember, edit('旧', '新'));
	const sent = replica.pending(10);
	await replica.mutate(editMember, { id: wang.id, edits: { major: { from: '', to: '物理' } } });
	const row = { ...wang, remark: '新', touchedBy: sent[0]!.id };
	await replica.applyReply(
		aReply({ verdicts: [applied(sent[0]!.id, 3)], rows: [memberRow(row, 3)], cursor: 3 })
	);
	for (const now of [replica, await one.restart()]) {
		expect(now.outbox().length).toBe(1);
		expect(now.member(wang.id)).toMatchObject({ remark: '新', major: '物理' });
		expect(now.progress.cursor).toBe(3);
	}
});

test('an applied change whose row comes a page later never flickers back', async () => {
	const one = await device([wang]);
	const { replica } = one;
	await replica.mutate(editMember, edit('旧', '新'));
	const id = replica.pending(1)[0]!.id;
	await replica.applyReply(aReply({ verdicts: [applied(id, 9)], cursor: 5, more: true }));
	expect(replica.outbox()).toEqual([]);
	expect(replica.pending(10)).toEqual([]);
	expect(replica.member(wang.id)?.remark).toBe('新');
	expect((await one.restart()).member(wang.id)?.remark).toBe('新');
	const row = { ...wang, remark: '新', touchedBy: id };
	await one.replica.applyReply(aReply({ rows: [memberRow(row, 9)], cursor: 9 }));
	expect(one.replica.member(wang.id)).toEqual(row);
});

test('[S-5] a refused change is undone on the record and kept until its author gives it up', async () => {
	const one = await device([wang]);
	await one.replica.mutate(editMember, edit('旧', '新'));
	const id = one.replica.pending(1)[0]!.id;
	await one.replica.discard(id);
	expect(one.replica.outbox().length).toBe(1);
	await one.replica.applyReply(aReply({ verdicts: [refused(id)], cursor: 2 }));
	const replica = await one.restart();
	expect(replica.member(wang.id)?.remark).toBe('旧');
	expect(replica.outbox()).toMatchObject([
		{ state: 'refused', problem: { code: 'action.forbidden' }, change: { id } }
	]);
	expect(replica.pending(10)).toEqual([]);
	await replica.discard(id);
	expect(replica.outbox()).toEqual([]);
	expect((await one.restart()).outbox()).toEqual([]);
});

test('[S-10] a waiting change that cannot be replayed stays waiting and blocks no other', async () => {
	const zhao = aMember('赵二');
	const one = await device([wang, zhao]);
	await one.replica.mutate(editMember, edit('旧', '新'));
	await one.replica.mutate(editMember, edit('', '二', zhao.id));
	const gone = { ...wang, retracted: '1' };
	await one.replica.applyReply(aReply({ rows: [memberRow(gone, 4)], cursor: 4 }));
	expect(one.replica.outbox().map((waiting) => waiting.state)).toEqual(['waiting', 'waiting']);
	expect(one.replica.member(wang.id)?.remark).toBe('旧');
	expect(one.replica.member(zhao.id)?.remark).toBe('二');
});

test('[S-7] an explicit out takes the row away, also after a restart', async () => {
	const one = await device([wang]);
	await one.replica.applyReply(aReply({ rows: [['member', wang.id, 5, null]], cursor: 5 }));
	expect(one.replica.member(wang.id)).toBeUndefined();
	expect((await one.restart()).member(wang.id)).toBeUndefined();
	const late = aReply({ rows: [...orgRows(), memberRow(wang, 2)], cursor: 2 });
	await one.replica.applyReply(late, 0);
	expect(one.replica.member(wang.id)).toBeUndefined();
});

test('[S-11] fields and tables this version does not know pass through', async () => {
	const one = await device([{ ...wang, futureField: '1' } as never]);
	await one.replica.mutate(editMember, edit('旧', '新'));
	expect(one.replica.member(wang.id)).toMatchObject({ futureField: '1', remark: '新' });
	const photo = { id: 'p1', of: wang.id };
	await one.replica.applyReply(aReply({ rows: [['photo', 'p1', 6, photo]], cursor: 6 }));
	await one.replica.fold();
	expect((await one.restart()).progress.loaded).toBe(6);
});

test('[S-11] a record older than a field has it empty: it can be judged and edited', async () => {
	const older = { id: wang.id, name: '王一', branchId: wang.branchId, remark: '旧' };
	const one = await device([older as never]);
	expect(one.replica.member(wang.id)).toMatchObject({ ...older, mobile: '', idNumber: '' });
	expect(one.replica.summary(one.replica.member(wang.id)!).percent).toBeLessThan(100);
	expect((await one.replica.mutate(editMember, edit('旧', '新'))).ok).toBe(true);
});

test('[S-15] the first load resumes at its cursor and is whole only after its last page', async () => {
	const one = await Device.new();
	open.push(one);
	const [first, ...rest] = orgRows();
	await one.replica.applyReply(aReply({ rows: [first!], cursor: 1, more: true, total: 4 }));
	const again = await one.restart();
	expect(again.progress).toMatchObject({ cursor: 1, loaded: 1, total: 4, whole: false });
	await again.applyReply(aReply({ rows: rest, cursor: 2, total: 4 }));
	expect(again.progress).toMatchObject({ cursor: 2, loaded: 4, whole: true });
});

test('[S-16] a quiet exchange is remembered without writing', async () => {
	let minute = 0;
	const one = await device([wang], { now: () => new Date(2026, 10, 24, 14, minute) });
	const entries = await one.db.journal.count();
	minute = 2;
	await one.replica.applyReply(aReply({ cursor: 2, total: one.replica.progress.total }));
	expect(one.replica.progress.lastExchange).toMatch(/^2026-11-24T14:02/);
	expect(await one.db.journal.count()).toBe(entries);
});

test('a reply to another question gives its verdicts, never its cursor or rows', async () => {
	const one = await device([wang]);
	await one.replica.mutate(editMember, edit('旧', '新'));
	const id = one.replica.pending(1)[0]!.id;
	const old = memberRow({ ...wang, remark: '很旧' }, 1);
	const late = aReply({ verdicts: [refused(id)], rows: [old], cursor: 1 });
	await one.replica.applyReply(late, 0);
	expect(one.replica.progress.cursor).toBe(2);
	expect(one.replica.member(wang.id)?.remark).toBe('旧');
	expect(one.replica.outbox()[0]?.state).toBe('refused');
});

test('[S-14] a new epoch pulls everything again, keeps the outbox, and shows the old rows meanwhile', async () => {
	const zhao = aMember('赵二');
	const one = await device([wang, zhao]);
	await one.replica.mutate(editMember, edit('旧', '新'));
	await one.replica.applyReply(aReply({ epoch: 'e2', cursor: 90, rows: [memberRow(wang, 90)] }));
	expect(one.replica.progress).toMatchObject({ epoch: 'e2', cursor: 0, whole: false });
	const replica = await one.restart();
	expect(replica.members().length).toBe(2);
	expect(replica.outbox().length).toBe(1);
	const rows = [...orgRows(1), memberRow({ ...wang, remark: '旧' }, 1)];
	await replica.applyReply(aReply({ epoch: 'e2', rows, cursor: 1, total: 5 }), 0);
	for (const now of [replica, await one.restart()]) {
		expect(now.progress).toMatchObject({ cursor: 1, whole: true, loaded: 5 });
		expect(now.members().map((member) => member.remark)).toEqual(['新']);
	}
	await one.replica.fold();
	expect((await one.restart()).members().length).toBe(1);
});

test('[S-14] where the state was lost, a change once called applied is offered again', async () => {
	const one = await device([wang]);
	const id = newChangeId();
	await one.replica.mutate(editMember, edit('旧', '新'), id);
	await one.replica.applyReply(aReply({ verdicts: [applied(id, 9)], cursor: 3, more: true }));
	await one.db.meta.put({ key: 'state', sealed: new Uint8Array(40) });
	const replica = await one.restart();
	expect(replica.damaged).toBe(1);
	const rows = [...orgRows(1), memberRow(wang, 1)];
	await replica.applyReply(aReply({ epoch: 'e2', rows, cursor: 1, total: 5 }), 0);
	for (const now of [replica, await one.restart()]) {
		expect(now.pending(9).map((change) => change.id)).toEqual([id]);
	}
});

test('[V-1] no name, number or note lies in clear in any store', async () => {
	const canary = aMember('金丝雀', { idNumber: '990001199001011235', mobile: '16400001111' });
	const one = await device([canary]);
	await one.replica.mutate(editMember, edit('', '金丝雀的备注', canary.id));
	const many = Array.from({ length: 300 }, (_, at) =>
		memberRow(aMember(`金丝雀${at}`, { mobile: '16400002222' }), 3)
	);
	await one.replica.applyReply(aReply({ rows: many, cursor: 3 }));
	await one.replica.fold();
	await one.replica.mutate(editMember, edit('', '再写', many[0]![1]));
	const dump = await dumpOf(one.db);
	expect(dump.length).toBeGreaterThan(1000);
	for (const word of ['金丝雀', '990001199001011235', '1640000', '备注', 'remark', 'idNumber']) {
		expect(dump).not.toContain(word);
	}
});

test('findings of a peer change when the person changes', async () => {
	const twin = { idNumber: idNumber(1) };
	const [first, second] = [aMember('孙三', twin), aMember('孙四', twin)];
	const one = await device([first, second]);
	const rulesOf = () =>
		one.replica
			.summary(one.replica.member(first.id)!)
			.findings.map((finding) => finding.rule)
			.sort();
	const before = rulesOf();
	const edits = { idNumber: { from: twin.idNumber, to: idNumber(2) } };
	await one.replica.mutate(editMember, { id: second.id, edits });
	const after = rulesOf();
	expect(before.length).toBe(after.length + 1);
	const kept = one.replica.summary(one.replica.member(first.id)!);
	expect(one.replica.summary(one.replica.member(first.id)!)).toBe(kept);
});

test('[S-12] a record that stands again after a refusal is judged with the peers it has now', async () => {
	const mine = aMember('王一', { mobile: '16400000001' });
	const { replica } = await device([mine]);
	const rules = () => replica.summary(replica.member(mine.id)!).findings.map(({ rule }) => rule);
	expect(rules()).not.toContain('PH-03');
	const edits = { mobile: { from: '16400000001', to: '16400000002' } };
	await replica.mutate(editMember, { id: mine.id, edits });
	const [change] = replica.pending(1);
	const other = aMember('李二', { mobile: '16400000001' });
	await replica.applyReply(aReply({ rows: [memberRow(other, 3)], cursor: 3 }));
	expect(rules()).not.toContain('PH-03');
	await replica.applyReply(aReply({ verdicts: [refused(change!.id)], cursor: 3 }), 3);
	expect(rules()).toContain('PH-03');
});
