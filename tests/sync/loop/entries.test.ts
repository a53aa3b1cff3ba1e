import { afterEach, beforeEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { entriesOf, entryOf, valuesOf } from '#domain/model/member/entries';
import type { Entry } from '#domain/model/member/entry';
import type { ListKey } from '#domain/model/member/lists';
import { putEntry } from '#domain/mutations/member/put-entry';
import { removeEntry, restoreEntry } from '#domain/mutations/member/remove-entry';
import type { Device } from '../../support/device';
import { aMember, uuid } from '../../support/device';
import { World } from '../../support/world';

const memberId = uuid('m1');
const award = { honour: '51', approvedOn: '2019-06-30', approvedBy: '中共示例海洋大学委员会' };
const edits = (values: Record<string, string>) =>
	Object.fromEntries(Object.entries(values).map(([key, to]) => [key, { from: '', to }]));

let world: World;
let one: Device;
let two: Device;
beforeEach(async () => {
	world = await World.with(2);
	[one, two] = world.devices as [Device, Device];
	world.server.put('member', aMember('m1', { joinDate: '2010-06-15', birthDate: '1990-01-01' }));
	await world.heal();
});
afterEach(() => world.close());

const put = (device: Device, entryId: string, values: object, list: ListKey = 'rewards') =>
	device.replica.mutate(putEntry, { memberId, list, entryId: uuid(entryId), edits: { ...values } });
const remove = (device: Device, entryId: string, list: ListKey = 'rewards') =>
	device.replica.mutate(removeEntry, {
		memberId,
		list,
		entryId: uuid(entryId),
		seen: valuesOf(list, entryOf(device.replica.member(memberId)!, list, uuid(entryId)))
	});
const restore = (device: Device, entryId: string, list: ListKey = 'rewards') =>
	device.replica.mutate(restoreEntry, { memberId, list, entryId: uuid(entryId) });
const standing = (device: Device, list: ListKey = 'rewards') =>
	entriesOf(device.replica.member(memberId)!, list).map(([id]) => id);
const entry = (device: Device, id: string): Entry =>
	entryOf(device.replica.member(memberId)!, 'rewards', uuid(id))!;

test('[S-4] two people who add two entries offline both win, newest first', async () => {
	await put(one, 'e1', edits(award));
	await put(two, 'e2', edits({ ...award, approvedOn: '2021-07-01' }));
	await world.heal();
	for (const device of [one, two]) expect(standing(device)).toEqual([uuid('e2'), uuid('e1')]);
	expect(conflictsOf(one)).toEqual([]);
});

test('[S-4] in one entry different fields both win, and the flat fields beside it too', async () => {
	await put(one, 'e1', edits(award));
	await world.heal();
	await put(one, 'e1', { rewardNote: { from: '', to: '校级表彰' } });
	await put(two, 'e1', { approvalLevel: { from: '', to: 'L1' } });
	const address = { currentAddress: { from: '', to: '学院路1号' } };
	await two.replica.mutate(editMember, { id: memberId, edits: address });
	await world.heal();
	expect(entry(one, 'e1')).toMatchObject({ rewardNote: '校级表彰', approvalLevel: 'L1' });
	expect(entry(two, 'e1')).toEqual(entry(one, 'e1'));
	expect(one.replica.member(memberId)!.currentAddress).toBe('学院路1号');
});

const conflictsOf = (device: Device) => device.replica.member(memberId)!.conflicts;

test('[S-4] the same field twice: an identity item stays as the server has it, the other is kept', async () => {
	await put(one, 'e1', edits(award));
	await world.heal();
	await put(one, 'e1', { approvedOn: { from: '2019-06-30', to: '2019-07-01' } });
	await put(two, 'e1', { approvedOn: { from: '2019-06-30', to: '2019-07-02' } });
	await world.sync(one);
	await world.heal();
	expect(entry(two, 'e1')['approvedOn']).toBe('2019-07-01');
	const [conflict] = conflictsOf(one);
	expect(conflict).toMatchObject({
		kept: { value: '2019-07-01' },
		other: { value: '2019-07-02' }
	});
	expect(conflict!.field).toBe(`rewards/${uuid('e1')}/approvedOn`);
});

test('[S-4] the same field twice: of other items the later arrival shows, the earlier is kept', async () => {
	await put(one, 'e1', edits({ ...award, rewardNote: '甲' }));
	await world.heal();
	await put(one, 'e1', { rewardNote: { from: '甲', to: '乙' } });
	await put(two, 'e1', { rewardNote: { from: '甲', to: '丙' } });
	await world.sync(one);
	await world.heal();
	expect(entry(one, 'e1')['rewardNote']).toBe('丙');
	expect(conflictsOf(two)[0]).toMatchObject({ kept: { value: '丙' }, other: { value: '乙' } });
});

test('a removal is a change, and taking it back brings every value again', async () => {
	await put(one, 'e1', edits(award));
	await world.heal();
	await remove(one, 'e1');
	await world.heal();
	expect(standing(two)).toEqual([]);
	await restore(two, 'e1');
	await world.heal();
	expect(standing(one)).toEqual([uuid('e1')]);
	expect(entry(one, 'e1')).toMatchObject(award);
});

test('[S-5] what somebody else changed is not removed unseen: the removal waits, the entry stays', async () => {
	await put(one, 'e1', edits(award));
	await world.heal();
	await put(one, 'e1', { rewardNote: { from: '', to: '补充' } });
	await remove(two, 'e1');
	await world.sync(one);
	await world.heal();
	expect(standing(two)).toEqual([uuid('e1')]);
	expect(two.replica.outbox().map(({ state, problem }) => [state, problem?.code])).toEqual([
		['refused', 'record.touched']
	]);
});

test('[S-4] an edit made without knowing of a removal brings the entry back, nothing typed is hidden', async () => {
	await put(one, 'e1', edits(award));
	await world.heal();
	await remove(one, 'e1');
	await put(two, 'e1', { rewardNote: { from: '', to: '补充' } });
	await world.sync(one);
	await world.heal();
	expect(standing(one)).toEqual([uuid('e1')]);
	expect(entry(one, 'e1')['rewardNote']).toBe('补充');
});

test('[S-11] lists, entries and values of a newer client survive what an older one does', async () => {
	const future = { medals: { x1: { metal: 'gold' } }, rewards: { [uuid('e0')]: { shine: '1' } } };
	world.server.put('member', aMember('m1', { entries: future }));
	await world.heal();
	await put(one, 'e0', edits(award));
	await put(one, 'e1', edits({ ...award, approvedOn: '2020-06-30' }));
	await remove(one, 'e1');
	await one.replica.mutate(editMember, {
		id: memberId,
		edits: { currentAddress: { from: '', to: '学院路1号' } }
	});
	await world.heal();
	const { entries } = two.replica.member(memberId)!;
	expect(entries!['medals']).toEqual(future.medals);
	expect(entries!['rewards']![uuid('e0')]).toMatchObject({ shine: '1', honour: '51' });
});

test('[AW-01] an entry that breaks an error rule is refused, and nothing of it is kept', async () => {
	const result = await put(one, 'e1', edits({ honour: '51' }));
	expect(result).toEqual({ ok: false, problem: { code: 'rule.error', rules: ['AW-01'] } });
	expect(standing(one)).toEqual([]);
});

test('[AW-04] the same award added on two phones: the second waits with its reason', async () => {
	await put(one, 'e1', edits(award));
	await put(two, 'e2', edits(award));
	await world.sync(one);
	await world.heal();
	expect(standing(two)).toEqual([uuid('e1')]);
	expect(two.replica.outbox()[0]!.problem).toEqual({ code: 'rule.error', rules: ['AW-04'] });
});

test('an edit of an entry that never arrived does not make half of one', async () => {
	const result = await put(one, 'e9', { approvedBy: { from: '甲', to: '乙' } });
	expect(result).toMatchObject({ ok: false, problem: { code: 'record.missing' } });
});

test.each([
	['an unknown list', { list: 'medals' }],
	['an item of another list', { edits: { punishment: { from: '', to: '1' } } }],
	['an id that is none', { entryId: '__proto__' }],
	['a text beyond every length', { edits: { rewardNote: { from: '', to: '长'.repeat(301) } } }],
	['a direction sign nobody sees', { edits: { rewardNote: { from: '', to: 'a\u202eb' } } }]
])('%s is refused as malformed', async (_what, over) => {
	const args = { memberId, list: 'rewards', entryId: uuid('e1'), edits: edits(award), ...over };
	const result = await one.replica.mutate(putEntry, args as never);
	expect(result).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
});
