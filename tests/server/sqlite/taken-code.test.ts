import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Trx } from '#server/db/schema';
import { RowBuffer } from '#server/sync/row-buffer';
import { anOrg, branch, faculty, uuid } from '../../support/device';
import { aServer, type TestServer } from '../../support/server';

/** What asking for a free code costs while the campus clock is held. */

let server: TestServer;
beforeEach(async () => {
	server = await aServer({ engine: 'sqlite' });
});
afterEach(() => server.close());

async function inBuffer(work: (buffer: RowBuffer) => Promise<void>): Promise<CompiledQuery[]> {
	return server.app.db.transaction().execute(async (trx: Trx) => {
		const asked = vi.spyOn(trx.getExecutor(), 'executeQuery');
		await work(new RowBuffer(trx, server.campus));
		return asked.mock.calls.map(([query]) => query as CompiledQuery);
	});
}

async function planOf({ sql, parameters }: CompiledQuery): Promise<string[]> {
	const query = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
	const { rows } = await server.app.db.executeQuery<{ detail: string }>(query);
	return rows.map(({ detail }) => detail);
}

test('the organisations are read by key, and once for a batch', async () => {
	const asked = await inBuffer(async (buffer) => {
		for (let n = 0; n < 20; n++)
			expect(await buffer.hasOtherOrg(uuid('new'), `99000000004${n}`)).toBe(false);
	});
	expect(asked).toHaveLength(1);
	expect(await planOf(asked[0]!)).toEqual([
		expect.stringMatching(/^SEARCH sight .*\(org_id=\? AND tbl=\?\)$/),
		expect.stringMatching(/^SEARCH record .*\(campus=\? AND id=\? AND tbl=\?\)$/)
	]);
});

test('a code is held by what was stored, accepted or is being written, never by what was dropped', async () => {
	const [one, two] = [anOrg('one', '631', faculty), anOrg('two', '631', faculty)];
	await inBuffer(async (buffer) => {
		const has = (id: string, code: string) => buffer.hasOtherOrg(id, code);
		expect([await has(two.id, branch.code), await has(branch.id, branch.code)]).toEqual([
			true,
			false
		]);
		buffer.put('org', one);
		expect([await has(two.id, one.code), await has(one.id, one.code)]).toEqual([true, false]);
		buffer.drop();
		expect(await has(two.id, one.code)).toBe(false);
		buffer.put('org', one);
		buffer.accept(9);
		expect([await has(two.id, one.code), await has(one.id, one.code)]).toEqual([true, false]);
		// It is given up and taken by another one.
		buffer.put('org', { ...one, code: '990000005050' });
		expect(await has(two.id, one.code)).toBe(false);
		buffer.accept(10);
		expect(await has(two.id, one.code)).toBe(false);
		expect(await has(two.id, '990000005050')).toBe(true);
	});
	await inBuffer(async (buffer) => {
		// Nobody had asked when it was accepted.
		buffer.put('org', one);
		buffer.accept(9);
		expect(await buffer.hasOtherOrg(two.id, one.code)).toBe(true);
	});
});
