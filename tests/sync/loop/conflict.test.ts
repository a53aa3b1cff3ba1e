import { afterEach, beforeEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { MemberEdits } from '#domain/model/member/member';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import { admitMember } from '#domain/mutations/member/admit-member';
import { SyncLoop } from '#sync/loop/sync-loop';
import { Wire } from '#sync/loop/wire';
import { admission, branch, root, uuid, type Device } from '../../support/device';
import { Phones } from '../../support/phones';
import { soundMember } from '../../support/sound-member';
import { TestEnvironment } from '../../support/environment';

const id = uuid('m1');
let phones: Phones;
let a: Device;
let b: Device;
let desk: Device;

beforeEach(async () => {
	phones = await Phones.with([soundMember({ id, branchId: branch.id })]);
	a = await phones.phone('u', branch, '甲的手机');
	b = await phones.phone('u', branch, '乙的手机');
	desk = await phones.phone('a', root, '校党委电脑');
});
afterEach(() => phones.close());

async function edit({ replica }: Device, edits: MemberEdits): Promise<void> {
	expect(await replica.mutate(editMember, { id, edits })).toMatchObject({ ok: true });
}

/** Both offline: a writes first, b has seen what stood before. */
async function disagree(): Promise<string> {
	await edit(a, { joinDate: { from: '2005-06-15', to: '2005-06-16' } });
	await edit(b, { joinDate: { from: '2005-06-15', to: '2005-06-17' } });
	await phones.syncAll();
	return a.replica.decisions().conflicts[0]!.one.id;
}

function settle({ replica }: Device, conflictId: string, choice: 'keep' | 'take') {
	const saw = replica.member(id)!.joinDate;
	return replica.mutate(settleConflict, { memberId: id, conflictId, choice, saw });
}

function opensOf({ replica }: Device) {
	const { conflicts, below } = replica.decisions();
	return [...conflicts, ...below.conflicts].map(({ one }) => one);
}

test('[S-4] both phones and the committee see both values with author, device, time and receipt', async () => {
	await disagree();
	for (const device of [a, b, desk]) {
		const [conflict] = opensOf(device);
		expect(device.replica.member(id)!.joinDate).toBe('2005-06-16');
		expect(conflict!.kept).toMatchObject({ value: '2005-06-16', device: '甲的手机' });
		expect(conflict!.other).toMatchObject({ value: '2005-06-17', device: '乙的手机' });
		for (const side of [conflict!.kept, conflict!.other]) {
			expect(side.by).toBe(`u${branch.code}`);
			expect(side.receipt!.number).toBeGreaterThan(0);
			expect(Date.parse(side.receipt!.at)).not.toBeNaN();
		}
		// A committee sees the conflicts below it; it is asked only about its own.
		expect(device.replica.attention).toBe(device === desk ? 0 : 1);
	}
});

test('[S-4] a committee that is one of the two authors is asked too', async () => {
	await edit(desk, { joinDate: { from: '2005-06-15', to: '2005-06-16' } });
	await edit(b, { joinDate: { from: '2005-06-15', to: '2005-06-17' } });
	await phones.sync(desk);
	await phones.syncAll();
	for (const { replica } of [a, b, desk]) expect(replica.attention).toBe(1);
});

test('[S-4] settled on one phone the other follows; taken back, it is open on both again', async () => {
	const conflictId = await disagree();
	await settle(b, conflictId, 'take');
	expect(opensOf(b)).toEqual([]);
	await phones.syncAll();
	for (const { replica } of [a, b, desk]) {
		expect(replica.member(id)!.joinDate).toBe('2005-06-17');
		expect(replica.attention).toBe(0);
		expect(replica.decisions().settled[0]!.one.settled).toMatchObject({ device: '乙的手机' });
	}
	await a.replica.mutate(reopenConflict, { memberId: id, conflictId });
	await phones.syncAll();
	for (const device of [a, b, desk]) {
		expect(device.replica.member(id)!.joinDate).toBe('2005-06-16');
		expect(opensOf(device)).toHaveLength(1);
	}
});

test('[S-4] settled differently on two phones offline: it is open again on both, with both choices', async () => {
	const conflictId = await disagree();
	await settle(a, conflictId, 'keep');
	await settle(b, conflictId, 'take');
	await phones.syncAll();
	for (const device of [a, b, desk]) {
		expect(device.replica.member(id)!.joinDate).toBe('2005-06-16');
		expect(opensOf(device)[0]!.differing).toMatchObject([
			{ choice: 'keep', device: '甲的手机' },
			{ choice: 'take', device: '乙的手机' }
		]);
	}
});

test('[S-12] the device runs to the very row the server stores, but for the receipts', async () => {
	const conflictId = await disagree();
	const expected: unknown[] = [];
	const without = (row: unknown): unknown =>
		JSON.parse(JSON.stringify(row), (key, value: unknown) =>
			key === 'receipt' ? undefined : value
		);
	for (const step of [
		() => settle(b, conflictId, 'take'),
		() => b.replica.mutate(reopenConflict, { memberId: id, conflictId }),
		() => settle(b, conflictId, 'keep'),
		() => edit(b, { mobile: { from: 'x', to: '16400000008' }, remark: { from: '', to: '甲' } })
	]) {
		await step();
		expected.push(without(b.replica.member(id)));
		expect(b.replica.member(id)!.trail.at(-1)!.receipt).toBeUndefined();
		await phones.sync(b);
		expect(without(await phones.stored('member', id))).toEqual(expected.at(-1));
		expect(await phones.stored('member', id)).toEqual(b.replica.member(id));
		expect(b.replica.member(id)!.trail.at(-1)!.receipt).toBeDefined();
	}
});

test('[S-2] receipts number every change in the order of the campus clock', async () => {
	await disagree();
	const numbers = desk.replica.member(id)!.trail.map(({ receipt }) => receipt!.number);
	expect(numbers).toEqual([...numbers].sort((x, y) => x - y));
	expect(numbers.at(-1)).toBe(await phones.server.clock());
});

test('[S-16] an open conflict asks for attention, and the sync line counts it', async () => {
	await disagree();
	const world = new TestEnvironment();
	const loop = new SyncLoop(
		a.replica,
		new Wire(() => Promise.reject(new TypeError('none'))),
		world
	);
	expect(loop.status).toMatchObject({ attention: 1, refused: 0 });
});

test('[S-10] one bad change in a batch of 500 stops nothing else, and waits with its reason', async () => {
	const made = Array.from({ length: 499 }, (_, n) => ({
		mutation: admitMember,
		args: admission(n + 1),
		changeId: uuid(`batch${n}`)
	}));
	// What the device took for good and the server does not: the branch lost the member meanwhile.
	await a.replica.mutateAll(made.slice(0, 250));
	await edit(a, { remark: { from: '', to: '乙' } });
	await a.replica.mutateAll(made.slice(250));
	await phones.server.put(['member', soundMember({ id, branchId: branch.id, retracted: '1' })]);
	const sent: number[] = [];
	await phones.sync(a, ({ changes }) => sent.push(changes.length));
	expect(sent[0]).toBe(500);
	const left = a.replica.outbox();
	expect(left).toMatchObject([
		{
			state: 'refused',
			problem: { code: 'record.missing' },
			change: { args: { edits: { remark: { to: '乙' } } } }
		}
	]);
	await phones.sync(desk);
	expect(desk.replica.members()).toHaveLength(499);
	// The refused one waits until its author gives it up, also over a restart.
	await a.restart();
	expect(a.replica.outbox()).toHaveLength(1);
	await a.replica.discard(left[0]!.change.id);
	expect(a.replica.attention).toBe(0);
});
