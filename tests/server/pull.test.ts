import { afterEach, expect, test } from 'vitest';
import { WireRow, type SyncReply } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import { syncText } from '#server/sync/handle-sync';
import { admission, aMember, branch, faculty, otherBranch, root, uuid } from '../support/device';
import { aRequest, aServer, type TestServer } from '../support/server';

let server: TestServer;
afterEach(() => server.close());

const idsOf = (rows: SyncReply['rows'], table: string) =>
	rows.filter(([name]) => name === table).map(([, id]) => id);

/** Tables, ids, clocks and gone rows as the database holds them, counted per organisation. */
async function countsAgree(): Promise<void> {
	const counted = await server.app.db
		.selectFrom('sight')
		.select(({ fn }) => ['org_id', fn.countAll<number>().as('total')])
		.where('gone', '=', 0)
		.groupBy('org_id')
		.orderBy('org_id')
		.execute();
	const kept = await server.app.db
		.selectFrom('scope')
		.select(['org_id', 'total'])
		.where('total', '>', 0)
		.orderBy('org_id')
		.execute();
	expect(kept).toEqual(counted);
}

test('[S-6] a page never splits a clock value, however many rows it has', async () => {
	server = await aServer({ pageRows: 3 });
	const member = (n: number): ['member', ReturnType<typeof aMember>] => [
		'member',
		aMember(`m${n}`, { name: `成员${n}` })
	];
	await server.put(...Array.from({ length: 7 }, (_, n) => member(n)));
	await server.put(member(10), member(11));
	await server.put(member(12));
	await server.put(member(13), member(14), member(15));
	const seen: string[] = [];
	let from: { cursor: number; epoch: string | null } = { cursor: 0, epoch: null };
	const clocks: number[] = [];
	for (let more = true; more;) {
		const reply = await server.handle(aRequest(from), server.secretary(branch));
		const inPage = new Set(reply.rows.map(([, , clock]) => clock));
		for (const clock of inPage) expect(clocks).not.toContain(clock);
		clocks.push(...inPage);
		expect(reply.rows.every(([, , clock]) => clock > from.cursor && clock <= reply.cursor)).toBe(
			true
		);
		seen.push(...idsOf(reply.rows, 'member'));
		expect(reply.total).toBe(14);
		({ more } = reply);
		from = { cursor: reply.cursor, epoch: reply.epoch };
	}
	expect(seen).toHaveLength(13);
	expect(new Set(seen).size).toBe(13);
	expect(from.cursor).toBe(await server.clock());
});

test('[S-6] a page that ends exactly with the last row says that there is no more', async () => {
	server = await aServer({ pageRows: 1 });
	const reply = await server.handle(aRequest(), server.secretary(branch));
	expect(idsOf(reply.rows, 'org')).toEqual([branch.id]);
	expect(reply).toMatchObject({ more: false, total: 1, cursor: await server.clock() });
});

test('[S-17] every organisation sees its own subtree; …/1 never sees …/10', async () => {
	const below = (name: string, id: string, parent: Org): Org => ({
		...branch,
		id,
		code: name,
		fullName: `示例${name}`,
		shortName: name,
		parentId: parent.id,
		path: `${parent.path}${id}/`
	});
	const top = below('990001', '1', { ...root, path: '/' } as Org);
	const orgs = [
		{ ...top, parentId: null, type: '611' },
		below('990010', '10', top),
		below('990011', '11', top),
		below('990012', '101', below('990010', '10', top))
	];
	server = await aServer({ orgs });
	await server.put(
		['member', aMember('in10', { branchId: '10' })],
		['member', aMember('in11', { branchId: '11' })],
		['member', aMember('in101', { branchId: '101' })]
	);
	const seen = async (account: string) => idsOf(await server.pullAll(account), 'member').sort();
	expect(await seen('u990010')).toEqual([uuid('in10'), uuid('in101')].sort());
	expect(await seen('u990011')).toEqual([uuid('in11')]);
	expect(await seen('u990012')).toEqual([uuid('in101')]);
	expect(await seen('a990001')).toHaveLength(3);
	expect(idsOf(await server.pullAll('u990012'), 'org')).toEqual(['101']);
	await countsAgree();
});

test('[S-7] a row that moves away leaves an explicit out with a clock value, and only there', async () => {
	server = await aServer();
	await server.put(['member', aMember('m1')]);
	const before = await server.handle(aRequest(), server.secretary(branch));
	await server.put(['member', aMember('m1', { branchId: otherBranch.id })]);
	const clock = await server.clock();
	const from = { cursor: before.cursor, epoch: before.epoch };
	const after = await server.handle(aRequest(from), server.secretary(branch));
	expect(after.rows).toEqual([['member', uuid('m1'), clock, null]]);
	expect(after.total).toBe(before.total - 1);
	const above = await server.handle(aRequest(from), server.organiser(faculty));
	expect(above.rows).toMatchObject([['member', uuid('m1'), clock, { branchId: otherBranch.id }]]);
	expect(idsOf(await server.pullAll(server.secretary(otherBranch)), 'member')).toHaveLength(1);
	await server.put(['member', aMember('m1')]);
	const back = await server.handle(aRequest({ ...from, cursor: clock }), server.secretary(branch));
	expect(back.rows).toMatchObject([['member', uuid('m1'), clock + 1, { branchId: branch.id }]]);
	await countsAgree();
});

test('nothing new is a short answer that writes nothing', async () => {
	server = await aServer();
	const first = await server.handle(aRequest(), server.secretary(branch));
	const from = { cursor: first.cursor, epoch: first.epoch };
	const text = await syncText(
		server.app,
		aRequest(from),
		server.principal(server.secretary(branch))
	);
	expect(text.length).toBeLessThan(400);
	expect(JSON.parse(text)).toMatchObject({ rows: [], more: false, cursor: first.cursor });
});

test('the text of a reply and the reply are the same', async () => {
	server = await aServer();
	await server.push(server.secretary(branch), {
		id: uuid('c1'),
		name: 'member.admit',
		args: admission(1),
		at: '2026-11-24T06:00:00Z'
	});
	await server.put(['member', aMember('away', { branchId: otherBranch.id })]);
	await server.put(['member', aMember('away', { name: '引号"与\\' })]);
	const principal = server.principal(server.secretary(branch));
	const text = await syncText(server.app, aRequest(), principal);
	const reply = await server.handle(aRequest(), server.secretary(branch));
	expect(JSON.parse(text)).toEqual({ ...reply, at: (JSON.parse(text) as SyncReply).at });
	for (const row of reply.rows) expect(WireRow.safeParse(row).success).toBe(true);
});

test('[S-14] a cursor of another epoch, or one ahead of the clock, starts at the beginning', async () => {
	server = await aServer();
	const whole = await server.handle(aRequest(), server.organiser(root));
	const cursor = whole.cursor;
	for (const from of [
		{ cursor, epoch: 'another' },
		{ cursor, epoch: null },
		{ cursor: cursor + 5, epoch: whole.epoch }
	]) {
		const reply = await server.handle(aRequest(from), server.organiser(root));
		expect(reply.rows).toEqual(whole.rows);
		expect(reply.epoch).toBe(whole.epoch);
	}
});

test('[S-3] no reader ever sees 8 before 7 while others write', async () => {
	server = await aServer({ pageRows: 4 });
	const writing = Array.from({ length: 6 }, async (_, writer) => {
		for (let n = 0; n < 5; n++) {
			await server.push(server.secretary(branch), {
				id: uuid(`w${writer}${n}`),
				name: 'member.admit',
				args: admission(writer * 5 + n),
				at: '2026-11-24T06:00:00Z'
			});
		}
	});
	const reading = (async () => {
		const clocks: number[] = [];
		let from: { cursor: number; epoch: string | null } = { cursor: 0, epoch: null };
		while (clocks.length < 31) {
			const reply = await server.handle(aRequest(from), server.secretary(branch));
			clocks.push(...reply.rows.map(([, , clock]) => clock));
			from = { cursor: reply.cursor, epoch: reply.epoch };
		}
		return clocks;
	})();
	await Promise.all(writing);
	const clocks = await reading;
	expect(clocks).toEqual([...clocks].sort((a, b) => a - b));
	expect(new Set(clocks).size).toBeGreaterThanOrEqual(30);
});
