import { afterEach, describe, expect, test } from 'vitest';
import { campusDay, campusIso } from '#domain/kernel/campus-time';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import { completenessOf } from '#domain/rules/completeness';
import { aloneContext } from '#domain/rules/refuse-errors';
import type { Fetch } from '#sync/loop/post';
import { syncOnce } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';
import type { SyncRequest } from '#domain/protocol/protocol';
import { admission, aMember, branch, campus, Device, secretary, uuid } from '../../support/device';
import { aServer, type TestServer } from '../../support/server';
import { sayClock } from '#ui/words/clock-words';

const NOW = Date.parse('2026-11-24T06:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;
const ends: (() => unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

/** Real server, and a device whose clock is off by `skew`. */
async function phone(skew: number) {
	const clock = { server: NOW, skew };
	const server = await aServer({ now: () => new Date(clock.server) });
	ends.push(() => server.close());
	const account = { ...secretary, account: server.secretary(branch) };
	const now = () => new Date(clock.server + clock.skew);
	const device = await Device.new({ account, now });
	ends.push(() => device.close());
	return { server, device, clock };
}

function sync({ server, device }: { server: TestServer; device: Device }) {
	const fetch: Fetch = async (_path, init) => {
		const request = JSON.parse(String(init.body)) as SyncRequest;
		const reply = await server.handle(request, device.account.account);
		return Response.json(reply);
	};
	return syncOnce(device.replica, new Wire(fetch));
}

const skews = { behind: -2 * YEAR, ahead: 2 * YEAR, 'a day ahead': DAY, right: 0 };

describe.each(Object.entries(skews))('[S-12] a device whose clock is %s', (_name, skew) => {
	test('judges as the server does, records the right time, and says how far it is off', async () => {
		const world = await phone(skew);
		const { server, device } = world;
		const sound = aMember('王一', {
			joinDate: '2025-12-20',
			memberCategory: '2',
			birthDate: '1990-01-01'
		});
		await server.put(...campus.map((org) => ['org', org] as ['org', typeof org]));
		await server.put(['member', sound]);
		expect((await sync(world)).kind).toBe('done');
		const { replica } = device;

		expect(replica.context().today).toBe('2026-11-24');
		const findings = (today: string) =>
			completenessOf(sound, { ...aloneContext(today), org: (id) => replica.org(id) })
				.findings.map(({ rule }) => rule)
				.sort();
		const here = replica.summary(replica.member(sound.id)!).findings.map(({ rule }) => rule);
		expect(here.sort()).toEqual(findings('2026-11-24'));

		const future = { id: uuid('f'), values: { ...admission(7).values, joinDate: '2027-06-01' } };
		const refused = await replica.mutate(admitMember, { ...future, imported: true });
		expect(refused).toMatchObject({ ok: false, problem: { code: 'rule.error' } });
		const past = { id: uuid('p'), values: { ...admission(8).values, joinDate: '2026-11-20' } };
		expect((await replica.mutate(admitMember, { ...past, imported: true })).ok).toBe(true);
		expect(replica.pending(1)[0]?.at).toBe(campusIso(new Date(NOW)));
		expect(Math.abs(replica.time.offset + skew)).toBeLessThan(MINUTE);

		// It survives a restart without a network.
		await device.restart();
		expect(device.replica.context().today).toBe('2026-11-24');
		expect((await sync(world)).kind).toBe('done');
		expect(device.replica.outbox()).toEqual([]);
		expect(device.replica.member(uuid('p'))?.trail[0]?.at).toBe(campusIso(new Date(NOW)));
	});
});

test('[S-12] the server judges by its own day, never by what a change says of its time', async () => {
	const { server } = await phone(0);
	await server.put(['member', aMember('王一')]);
	const push = async (at: string, joinDate: string, n: number) => {
		const values = { ...admission(n).values, joinDate };
		const args = { id: uuid(`n${n}`), values, imported: true };
		const change = { id: crypto.randomUUID(), name: admitMember.name, args, at };
		return (await server.push(server.secretary(branch), change)).verdicts[0];
	};
	const ahead = await push('2028-11-24T08:00:00+08:00', '2028-01-01', 1);
	expect(ahead).toMatchObject({ verdict: 'refused', problem: { code: 'rule.error' } });
	expect(await push('2024-11-24T08:00:00+08:00', '2026-01-01', 2)).toMatchObject({
		verdict: 'applied'
	});
	// What is kept of its time is never later than now.
	expect(await push('2028-11-24T08:00:00+08:00', '2026-01-01', 3)).toMatchObject({
		verdict: 'applied'
	});
	const rows = await server.pullAll(server.secretary(branch));
	const row = rows.find(([table, id]) => table === 'member' && id === uuid('n3'))?.[3];
	const [first] = row?.['trail'] as { at: string }[];
	expect(first?.at).toBe(campusIso(new Date(NOW)));
});

test('a clock that is set back without a network is found out by what the server said last', async () => {
	const world = await phone(0);
	await sync(world);
	await world.device.replica.mutate(editMember, { id: uuid('none'), edits: {} });
	world.clock.skew = -2 * YEAR;
	expect(world.device.replica.context().today).toBe('2026-11-24');
	await sync(world);
	expect(sayClock(world.device.replica.time.offset)).toBe('本机时间慢了 2 年');
	world.clock.skew = 0;
	await sync(world);
	expect(sayClock(world.device.replica.time.offset)).toBe('');
});

test('the day is that of the campus, wherever the device is', () => {
	expect(campusDay(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24');
	expect(campusDay(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
	expect(campusIso(new Date('2026-12-31T16:00:00.120Z'))).toBe('2027-01-01T00:00:00.120+08:00');
});

test.each([
	[0, ''],
	[4 * MINUTE, ''],
	[5 * MINUTE, '本机时间慢了 5 分钟'],
	[-59 * MINUTE, '本机时间快了 1 小时'],
	[3 * 60 * MINUTE, '本机时间慢了 3 小时'],
	[-DAY, '本机时间快了 1 天'],
	[400 * DAY, '本机时间慢了 1 年'],
	[-2 * YEAR, '本机时间快了 2 年']
])('a clock off by %d ms: %s', (offset, words) => {
	expect(sayClock(offset)).toBe(words);
});
