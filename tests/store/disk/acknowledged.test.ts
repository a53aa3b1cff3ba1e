import { expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { limits } from '#domain/protocol/protocol';
import {
	aMember,
	aReply,
	applied,
	Device,
	dumpOf,
	memberRow,
	orgRows,
	uuid
} from '../../support/device';

const members = [aMember('m1', { remark: '' })];
let clock = 2;

/** Writes a remark, has it acknowledged at that server time, and returns the change’s id. */
async function acknowledged(device: Device, to: string, at: string): Promise<string> {
	const { replica } = device;
	const from = replica.member(uuid('m1'))!.remark;
	const made = await replica.mutate(editMember, {
		id: uuid('m1'),
		edits: { remark: { from, to } }
	});
	if (!made.ok) throw new Error(made.problem.code);
	const verdicts = [{ ...applied(made.value, ++clock), at }];
	const row = aMember('m1', { remark: to });
	const rows = [['member', row.id, clock, { ...row }] as [string, string, number, typeof row]];
	await replica.applyReply(aReply({ verdicts, rows, cursor: clock, total: 5, at }));
	return made.value;
}

const offered = ({ replica }: Device) => replica.pending(limits.changes).map(({ id }) => id);

test('[S-14] what was acknowledged is offered again to a new epoch, in the order of making', async () => {
	const device = await Device.loaded(members);
	const ids = [];
	for (const to of ['甲', '乙', '丙'])
		ids.push(await acknowledged(device, to, '2026-11-24T06:00:00Z'));
	expect(device.replica.outbox()).toEqual([]);
	const waits = await device.replica.mutate(editMember, {
		id: uuid('m1'),
		edits: { remark: { from: '丙', to: '丁' } }
	});
	await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	expect(offered(device)).toEqual([...ids, waits.ok && waits.value]);
	expect(device.replica.member(uuid('m1'))!.remark).toBe('丁');
	expect(device.replica.decisions().conflicts).toEqual([]);
	device.close();
});

test('[S-14] folds, restarts and a second tab forget nothing of it', async () => {
	const device = await Device.loaded(members);
	const ids = [];
	for (let n = 0; n < 6; n++) {
		ids.push(await acknowledged(device, `第${n}次`, '2026-11-24T06:00:00Z'));
		if (n % 2 === 0) expect((await device.replica.fold()).ok).toBe(true);
		if (n === 3) await device.restart();
	}
	const second = await device.tab();
	await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	await expect.poll(() => second.pending(limits.changes).map(({ id }) => id)).toEqual(ids);
	await device.replica.fold();
	await device.restart();
	expect(offered(device)).toEqual(ids);
	expect(await device.db.sent.count()).toBe(0);
	// Acknowledged once more, it is kept once more.
	const verdicts = ids.map((id, n) => applied(id, n + 1));
	await device.replica.applyReply(aReply({ epoch: 'e2', verdicts, cursor: 9, total: 5 }), 0);
	expect(offered(device)).toEqual([]);
	await device.replica.applyReply(aReply({ epoch: 'e3', cursor: 1 }));
	expect(offered(device)).toEqual(ids);
	device.close();
});

test('[S-14] a tab that did not hear of a fold forgets nothing either, nor does a restart after it', async () => {
	const device = await Device.loaded(members);
	const ids = [
		await acknowledged(device, '甲', '2026-11-24T06:00:00Z'),
		await acknowledged(device, '乙', '2026-11-24T06:00:00Z')
	];
	const deaf = await device.tab({ deaf: true });
	expect((await deaf.fold()).ok).toBe(true);
	await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	expect(offered(device)).toEqual(ids);
	await device.restart();
	expect(offered(device)).toEqual(ids);
	device.close();
});

test('[S-14] every tab offers the same, whichever of them folded', async () => {
	let now = new Date('2026-10-01T06:00:00Z');
	const device = await Device.loaded(members, { now: () => now });
	await acknowledged(device, '旧', '2026-10-01T06:00:00Z');
	now = new Date('2026-11-24T06:00:00Z');
	const newest = await acknowledged(device, '新', '2026-11-24T06:00:00Z');
	const second = await device.tab();
	// The fold lets go what is older than 30 days; the other tab’s memory still has it.
	expect((await device.replica.fold()).ok).toBe(true);
	await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	expect(offered(device)).toEqual([newest]);
	await expect.poll(() => second.progress.epoch).toBe('e2');
	expect(second.pending(limits.changes).map(({ id }) => id)).toEqual([newest]);
	device.close();
});

test('[S-14] after 30 days by both clocks it is let go, and not a day before', async () => {
	let now = new Date('2026-10-01T06:00:00Z');
	const device = await Device.loaded(members, { now: () => now });
	await acknowledged(device, '旧', '2026-10-01T06:00:00Z');
	await device.replica.fold();
	now = new Date('2026-10-31T06:00:00Z');
	const young = await acknowledged(device, '新', '2026-10-31T06:00:00Z');
	await device.replica.fold();
	expect(await device.db.sent.count()).toBe(2);
	now = new Date('2026-10-31T06:00:01Z');
	const newest = await acknowledged(device, '最新', '2026-10-31T06:00:01Z');
	await device.replica.fold();
	await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	expect(offered(device)).toEqual([young, newest]);
	device.close();
});

test.each(['server', 'device'])(
	'[S-14] a %s clock that jumps a year ahead makes nothing forgotten, folded or not',
	async (whose) => {
		let now = new Date('2026-10-01T06:00:00Z');
		const device = await Device.loaded(members, { now: () => now });
		const first = await acknowledged(device, '甲', '2026-10-01T06:00:00Z');
		await device.replica.fold();
		const second = await acknowledged(device, '乙', '2026-10-01T06:01:00Z');
		if (whose === 'device') now = new Date('2027-10-01T06:00:00Z');
		const at = whose === 'server' ? '2027-10-01T06:00:00Z' : '2026-10-01T06:02:00Z';
		const third = await acknowledged(device, '丙', at);
		await device.replica.fold();
		await device.replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
		expect(offered(device)).toEqual([first, second, third]);
		device.close();
	}
);

test('[V-1] [S-14] what is kept for a restoration lies sealed', async () => {
	const device = await Device.loaded(members);
	await acknowledged(device, '金丝雀的备注', '2026-11-24T06:00:00Z');
	await device.replica.fold();
	expect(await device.db.sent.count()).toBe(1);
	expect(await dumpOf(device.db)).not.toContain('金丝雀');
	device.close();
});

test('[S-14] a full pull that ends before a clock value that was acknowledged offers everything again', async () => {
	const device = await Device.loaded(members);
	const { replica } = device;
	const first = await acknowledged(device, '甲', '2026-11-24T06:00:00Z');
	const edits = { remark: { from: '甲', to: '乙' } };
	const made = await replica.mutate(editMember, { id: uuid('m1'), edits });
	const second = made.ok ? made.value : '';
	// Acknowledged, and its row not come yet, when everything has to be pulled again.
	const verdicts = [applied(second, clock + 2)];
	await replica.applyReply(aReply({ verdicts, cursor: clock + 1, more: true, total: 5 }));
	await replica.startOver();
	expect(offered(device)).toEqual([]);
	const rows = [...orgRows(), memberRow(members[0]!, 2)];
	await replica.applyReply(aReply({ rows, cursor: clock, total: rows.length }));
	expect(offered(device)).toEqual([first, second]);
	expect(replica.progress).toMatchObject({ cursor: 0, whole: false });
	device.close();
});

test('[S-14] the receipt outlives a new full pull, and goes with the epoch it belongs to', async () => {
	const device = await Device.loaded(members);
	const { replica } = device;
	const receipt = { at: 3, proof: 'sealed' } as never;
	await replica.applyReply(aReply({ cursor: 3, total: 5, receipt }));
	await replica.startOver();
	expect(replica.progress).toMatchObject({ cursor: 0, receipt });
	await replica.applyReply(aReply({ epoch: 'e2', cursor: 1 }));
	expect(replica.progress.receipt).toBeUndefined();
	device.close();
});
