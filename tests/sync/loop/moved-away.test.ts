import { afterEach, beforeEach, expect, test } from 'vitest';
import { decideProposal } from '#domain/mutations/member/decide-proposal';
import { editMember } from '#domain/mutations/member/edit-member';
import { moveMember } from '#domain/mutations/member/move-member';
import { handleSync } from '#server/sync/handle-sync';
import { Disk } from '#store/disk/disk';
import { branch, otherBranch, root, uuid, type Device } from '../../support/device';
import { Phones } from '../../support/phones';
import { soundMember } from '../../support/sound-member';

const id = uuid('m1');
const name = '移名金丝';
const address = '示例市移址路九十九号';
let phones: Phones;
let old: Device;
let next: Device;
let desk: Device;

beforeEach(async () => {
	const members = [
		soundMember({ id, name, currentAddress: address, branchId: branch.id }),
		soundMember({ id: uuid('m2'), branchId: branch.id })
	];
	phones = await Phones.with(members);
	old = await phones.phone('u', branch, '旧支部手机');
	next = await phones.phone('u', otherBranch, '新支部手机');
	desk = await phones.phone('a', root, '校党委电脑');
});
afterEach(() => phones.close());

async function move(): Promise<void> {
	const args = { id, from: branch.id, to: otherBranch.id };
	expect(await desk.replica.mutate(moveMember, args)).toMatchObject({ ok: true });
	await phones.sync(desk);
}

function edit({ replica }: Device, to: string) {
	return replica.mutate(editMember, { id, edits: { mobile: { from: '16400000001', to } } });
}

test('[S-7] the record goes to the new branch whole; the old phone keeps the stub with its receipt', async () => {
	await edit(old, '16400000002');
	await phones.sync(old);
	await phones.sync(desk);
	await move();
	await phones.syncAll();
	expect(old.replica.member(id)).toBeUndefined();
	expect(old.replica.departures()).toMatchObject([
		{ name, toName: otherBranch.shortName, device: '校党委电脑' }
	]);
	expect(old.replica.departures()[0]!.receipt!.number).toBe(await phones.server.clock());
	expect(next.replica.member(id)).toMatchObject({ mobile: '16400000002' });
	expect(next.replica.member(id)!.trail.map(({ kind }) => kind)).toEqual(['edited', 'moved']);
	expect(next.replica.departures()).toEqual([]);
	// To a committee above both nobody has left; to the old branch he has not once he is back.
	expect(desk.replica.departures()).toEqual([]);
	expect(desk.replica.members()).toHaveLength(2);
	for (const { replica } of [old, next, desk]) {
		expect(replica.progress.loaded).toBe(replica.progress.total);
	}
	await desk.replica.mutate(moveMember, { id, from: otherBranch.id, to: branch.id });
	await phones.syncAll();
	expect(old.replica.departures()).toEqual([]);
	expect(old.replica.member(id)).toMatchObject({ mobile: '16400000002' });
	expect(next.replica.departures()).toMatchObject([{ name, toName: branch.shortName }]);
});

test('[S-7] an unsent edit goes first and arrives as a proposal; its author sees the outcome', async () => {
	await move();
	await edit(old, '16400000009');
	await phones.sync(old);
	expect(old.replica.outbox()).toEqual([]);
	expect(old.replica.departures()[0]!.late).toMatchObject([
		{ fields: ['mobile'], outcome: 'waiting', device: '旧支部手机' }
	]);
	await phones.sync(next);
	const [waiting] = next.replica.decisions().proposals;
	expect(waiting).toMatchObject({ one: { edits: { mobile: { to: '16400000009' } } } });
	expect(next.replica.attention).toBe(1);
	expect(next.replica.member(id)!.mobile).toBe('16400000001');

	const args = { memberId: id, proposalId: waiting!.one.id, outcome: 'adopted' as const, saw: {} };
	expect(await next.replica.mutate(decideProposal, args)).toMatchObject({ ok: true });
	expect(next.replica.member(id)!.mobile).toBe('16400000009');
	await phones.syncAll();
	expect(next.replica.attention).toBe(0);
	expect(old.replica.departures()[0]!.late[0]!.outcome).toBe('adopted');
	expect(desk.replica.member(id)!.trail.at(-1)).toMatchObject({
		kind: 'adopted',
		author: `u${branch.code}`,
		device: '新支部手机'
	});
});

test('[S-7] typed after the phone had heard of it: refused on the spot, the form keeps it', async () => {
	await move();
	await phones.sync(old);
	expect(await edit(old, '16400000009')).toEqual({
		ok: false,
		problem: { code: 'member.left', id }
	});
	expect(old.replica.outbox()).toEqual([]);
	expect(old.replica.departures()[0]!.late).toEqual([]);
});

test('[S-17] who keeps quiet about what his device knows is refused by what it has shown to know', async () => {
	await move();
	// An exchange whose cursor is past the move and that leaves nothing unsent.
	await phones.sync(old);
	await old.replica.mutate(editMember, {
		id: uuid('m2'),
		edits: { remark: { from: '', to: '甲' } }
	});
	await phones.sync(old);
	const forged = (name: string, deviceId: string) => ({
		protocol: 1 as const,
		device: deviceId,
		cursor: 0,
		epoch: null,
		changes: [
			{
				id: uuid(name),
				name: 'member.edit',
				args: { id, edits: { mobile: { from: '16400000001', to: '16400000009' } } },
				at: '2020-01-01T00:00:00.000Z'
			}
		]
	});
	const { app } = phones.server;
	const principal = { ...phones.server.principal(`u${branch.code}`), device: old.account.deviceId };
	const reply = await handleSync(app, forged('late', principal.device), principal);
	expect(reply.verdicts[0]).toMatchObject({
		verdict: 'refused',
		problem: { code: 'member.left', id }
	});
	await phones.sync(next);
	expect(next.replica.decisions().proposals).toEqual([]);
});

test('[S-7] what was still unsent when the phone heard of it arrives, in the next request and the one after', async () => {
	await old.replica.mutateAll(
		Array.from({ length: 600 }, (_, n) => ({
			mutation: editMember,
			args:
				n < 50
					? { id, edits: { remark: { from: '', to: `第${n}次` } } }
					: { id: uuid('m2'), edits: { remark: { from: '', to: `第${n}次` } } }
		})).toReversed()
	);
	await move();
	await phones.sync(old);
	expect(old.replica.outbox()).toEqual([]);
	await phones.sync(next);
	expect(next.replica.decisions().proposals).toHaveLength(50);
});

test('[S-7] after the fold the old phone’s disk holds nothing of the member but the stub', async () => {
	await edit(old, '16400000007');
	await phones.sync(old);
	await phones.sync(desk);
	await old.replica.fold();
	await move();
	await phones.sync(old);
	expect(old.replica.mustFold).toBe(true);
	await old.restart();
	expect(old.replica.mustFold).toBe(true);
	await old.replica.fold();
	expect(old.replica.mustFold).toBe(false);
	const disk = JSON.stringify(await new Disk(old.db, old.key, old.account.account).readAll());
	expect(disk).not.toContain('16400000007');
	expect(disk).not.toContain(address);
	expect(disk.split(name)).toHaveLength(2);
	expect(disk).toContain(otherBranch.shortName);
});

test('[S-17] a branch that never held the member is refused, and its change waits with the reason', async () => {
	await phones.server.put(['member', soundMember({ id: uuid('m3'), branchId: otherBranch.id })]);
	const id = uuid('m3');
	const change = {
		id: uuid('forged'),
		name: 'member.edit',
		args: { id, edits: { remark: { from: '', to: '甲' } } },
		at: '2026-11-24T06:00:00.000Z'
	};
	const { verdicts } = await phones.server.push(`u${branch.code}`, change);
	expect(verdicts[0]).toMatchObject({
		verdict: 'refused',
		problem: { code: 'record.missing', table: 'member', id }
	});
});
