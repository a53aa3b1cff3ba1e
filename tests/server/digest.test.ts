import { afterEach, beforeEach, expect, test } from 'vitest';
import { Digest, markOf } from '#domain/protocol/digest';
import { aMember, branch, faculty, otherBranch, root } from '../support/device';
import { aRequest, aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeEach(async () => {
	server = await aServer({ pageRows: 2 });
	for (const name of ['王一', '李二', '张三']) await server.put(['member', aMember(name)]);
});
afterEach(() => server.close());

/** The digest of what a device of this account would hold after a whole pull. */
async function pulled(account: string): Promise<readonly number[]> {
	const digest = new Digest();
	for (const [table, id, clock, row] of await server.pullAll(account)) {
		if (row) digest.add(markOf(table, id, clock));
	}
	return digest.slices;
}

async function told(account: string): Promise<readonly number[] | undefined> {
	let from: { cursor: number; epoch: string | null } = { cursor: 0, epoch: null };
	for (;;) {
		const reply = await server.handle(aRequest(from), account);
		if (!reply.more) return reply.digest;
		expect(reply.digest, 'only with the last page').toBeUndefined();
		from = { cursor: reply.cursor, epoch: reply.epoch };
	}
}

test('[S-13] the digest told is that of the rows a device pulls, after edits, moves and several rows in one clock', async () => {
	await server.put(['member', aMember('王一', { remark: '二' })]);
	await server.put(['member', aMember('李二', { branchId: otherBranch.id })]);
	await server.put(['member', aMember('赵四')], ['member', aMember('张三', { remark: '三' })]);
	for (const org of [root, faculty, branch, otherBranch]) {
		const account = org.type === '631' ? server.secretary(org) : server.organiser(org);
		expect(await told(account)).toEqual(await pulled(account));
	}
	expect(await told(server.secretary(branch))).not.toEqual(
		await told(server.secretary(otherBranch))
	);
});

test('[S-13] asked for parts, the server sends their rows whole and of this scope only', async () => {
	const every = [...Array(16).keys()];
	const cursor = await server.clock();
	const { epoch } = await server.handle(aRequest({}), server.organiser(root));
	const ask = { cursor, epoch, repair: every };
	const mine = await server.handle(aRequest(ask), server.secretary(branch));
	expect(mine.repair?.slices).toEqual(every);
	expect(mine.repair?.rows.map(([, id]) => id).sort()).toEqual(
		(await server.pullAll(server.secretary(branch))).map(([, id]) => id).sort()
	);
	const one = await server.handle(aRequest({ ...ask, repair: [3] }), server.organiser(root));
	for (const [table, id, clock] of one.repair?.rows ?? []) {
		expect(markOf(table, id, clock).slice).toBe(3);
	}
});

test('[S-13] rows spread over all parts, and one version more or less always shows', () => {
	const digest = new Digest();
	const slices = new Set<number>();
	for (let n = 0; n < 500; n += 1) {
		const mark = markOf('member', `id-${n}`, n);
		slices.add(mark.slice);
		digest.add(mark);
	}
	expect(slices.size).toBe(16);
	for (let n = 0; n < 500; n += 1) {
		const other = new Digest(digest.slices);
		other.remove(markOf('member', `id-${n}`, n));
		other.add(markOf('member', `id-${n}`, n + 1));
		expect(digest.differing(other.slices)).toEqual([markOf('member', `id-${n}`, n).slice]);
	}
});
