import { afterEach, beforeEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { aMember, uuid } from '../../support/device';
import { World } from '../../support/world';

let world: World;
beforeEach(async () => {
	world = await World.with(1);
	for (const name of ['王一', '李二', '张三', '赵四']) world.server.put('member', aMember(name));
	await world.heal();
});
afterEach(() => world.close());

const device = () => world.devices[0]!;
const names = () =>
	device()
		.replica.members()
		.map(({ name }) => name)
		.sort();

test('[S-13] equal digests are told with the time of the comparison', async () => {
	expect(device().replica.differing).toEqual([]);
	expect(device().replica.progress.checked).not.toBeNull();
	expect(device().replica.progress.repairs).toBe(0);
});

test('[S-13] a row the device missed, and one it should no longer have, are mended, and counted', async () => {
	const { server } = world;
	const missed = aMember('孙五');
	// An old clock value: no cursor will ever bring it.
	server.rows.set(`member/${missed.id}`, { table: 'member', row: missed, clock: 1 });
	server.rows.delete(`member/${uuid('李二')}`);
	expect(await world.sync(device())).toEqual({ kind: 'done' });
	expect(names()).toEqual(['孙五', '张三', '王一', '赵四'].sort());
	expect(device().replica.differing).toEqual([]);
	expect(device().replica.progress.repairs).toBeGreaterThan(0);
	await device().restart();
	expect(names()).toEqual(['孙五', '张三', '王一', '赵四'].sort());
	expect(device().replica.progress.repairs).toBeGreaterThan(0);
});

test('[S-13] mending never touches what waits, and a version that differs is replaced', async () => {
	const { server } = world;
	const id = uuid('王一');
	await device().replica.mutate(editMember, { id, edits: { remark: { from: '', to: '记住' } } });
	const held = server.rows.get(`member/${id}`)!;
	server.rows.set(`member/${id}`, { ...held, row: { ...held.row, name: '王一一' }, clock: 2 });
	expect(await world.sync(device(), 'lost')).toEqual({ kind: 'none' });
	expect(device().replica.pending(9)).toHaveLength(1);
	expect(await world.sync(device())).toEqual({ kind: 'done' });
	expect(device().replica.member(id)).toMatchObject({ name: '王一一', remark: '记住' });
	expect(device().replica.outbox()).toEqual([]);
});

test('[S-13] where parts do not help everything is pulled again; a lasting difference is an error, never 已同步', async () => {
	const { server } = world;
	const truth = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(server), 'sync')!
		.value as typeof server.sync;
	let asked = 0;
	server.sync = async (...args) => {
		asked += 1;
		const reply = await truth.apply(server, args);
		return { ...reply, ...(reply.digest && { digest: reply.digest.map((n) => n + 1) }) };
	};
	const before = device().replica.progress.checked;
	expect(await world.sync(device())).toEqual({ kind: 'error' });
	expect(asked).toBeLessThan(20);
	expect(device().replica.progress.checked).toBe(before);
	expect(names()).toHaveLength(4);
});
