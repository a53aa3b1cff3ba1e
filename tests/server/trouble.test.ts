import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseCode, troubleOf } from '#server/db/trouble';
import { DatabaseUnreachable } from '#server/db/unreachable';
import { Caller } from '../support/api';
import { aMember, branch, uuid } from '../support/device';
import { aRequest, aServer, suiteEngine, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const name = `u${branch.code}`;
const wang = aMember('王一');

let server: TestServer;
let caller: Caller;
beforeEach(async () => {
	server = await aServer();
	await server.account(name, PASSWORD);
	await server.put(['member', wang]);
	caller = new Caller(server);
	expect(await caller.signIn(name, PASSWORD, uuid('phone'))).toBe(200);
});
afterEach(() => server.close());

/** An edit as large as a change may be. */
const large = (n: number) => ({
	id: uuid(`large${n}`),
	name: 'member.edit',
	args: { id: wang.id, edits: { remark: { from: '', to: '长'.repeat(4_000) } } },
	at: '2026-11-24T06:00:00Z'
});
const push = (from: number, count: number) => {
	const changes = Array.from({ length: count }, (_, n) => large(from + n));
	return caller.json('POST', '/api/sync', aRequest({ device: uuid('phone'), changes }));
};
const logged = async () =>
	(await server.app.db.selectFrom('change_log').select('seq').execute()).length;
const health = () => caller.json('GET', '/api/health');

test('health says what it looked at', async () => {
	const response = await health();
	expect(response.status).toBe(200);
	expect(await response.json()).toMatchObject({
		ok: true,
		database: suiteEngine,
		disk: expect.stringMatching(/^(ok|low)$/) as unknown,
		schema: expect.stringMatching(/^\d{4}-/) as unknown,
		isOutdated: false,
		clock: 'ok',
		live: 'ok'
	});
});

test('a defect is not told as a trouble of the database', async () => {
	await sql`drop table opening`.execute(server.app.db);
	expect((await health()).status).toBe(500);
});

describe.runIf(suiteEngine === 'sqlite')('SQLite', () => {
	test('a full disk is 507 and not healthy, keeps what is there, and is over with the next commit', async () => {
		const db = server.app.db;
		const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db);
		await sql`pragma max_page_count = ${sql.raw(String(pages.rows[0]!.page_count + 2))}`.execute(
			db
		);
		const before = await logged();
		const refused = await push(0, 40);
		expect(refused.status).toBe(507);
		expect(refused.headers.get('retry-after')).toBe('60');
		expect(await refused.json()).toEqual({ code: 'database.full', retryAfter: 60 });
		expect(await logged()).toBe(before);
		const ill = await health();
		expect(ill.status).toBe(503);
		expect(await ill.json()).toMatchObject({ ok: false, trouble: 'full', disk: 'full' });
		// Reading goes on.
		expect((await push(0, 0)).status).toBe(200);

		await sql`pragma max_page_count = 1000000`.execute(db);
		expect((await push(0, 40)).status).toBe(200);
		expect(await logged()).toBe(before + 40);
		expect((await health()).status).toBe(200);
	});

	test('a lock of another process stops neither the loop nor the health check, and ends in 503', async () => {
		const other = new DatabaseSync(server.file);
		other.exec('begin immediate');
		let latest = performance.now();
		let longestStop = 0;
		const beat = setInterval(() => {
			longestStop = Math.max(longestStop, performance.now() - latest);
			latest = performance.now();
		}, 10);
		const pushed = push(0, 1);
		const started = performance.now();
		const ill = await health();
		expect(ill.status).toBe(503);
		expect(await ill.json()).toMatchObject({ ok: false, trouble: 'away' });
		expect(performance.now() - started).toBeLessThan(4_500);
		const refused = await pushed;
		expect(refused.status).toBe(503);
		expect(await refused.json()).toEqual({ code: 'database.away', retryAfter: 5 });
		clearInterval(beat);
		// It was 10 s while SQLite itself waited.
		expect(longestStop).toBeLessThan(1_500);
		other.exec('rollback');
		other.close();
		expect((await push(0, 1)).status).toBe(200);
	});

	test('a short lock is waited for', async () => {
		const other = new DatabaseSync(server.file);
		other.exec('begin immediate');
		setTimeout(() => {
			other.exec('rollback');
			other.close();
		}, 500);
		expect((await push(0, 1)).status).toBe(200);
	});
});

test.each([
	[Object.assign(new Error('x'), { errcode: 5 }), 'away', 'SQLITE 5'],
	[Object.assign(new Error('x'), { errcode: 13 }), 'full', 'SQLITE 13'],
	[Object.assign(new Error('x'), { errcode: 778 }), 'full', 'SQLITE 778'],
	[Object.assign(new Error('x'), { errcode: 19 }), undefined, 'SQLITE 19'],
	[Object.assign(new Error('x'), { code: '53100' }), 'full', '53100'],
	[Object.assign(new Error('x'), { code: '25006' }), 'full', '25006'],
	[Object.assign(new Error('x'), { code: '57014' }), 'away', '57014'],
	[Object.assign(new Error('x'), { code: '40001' }), 'away', '40001'],
	[Object.assign(new Error('x'), { code: '23505' }), undefined, '23505'],
	[Object.assign(new Error('x'), { code: 'ENOSPC' }), 'full', 'ENOSPC'],
	[new DatabaseUnreachable('ECONNREFUSED'), 'away', 'ECONNREFUSED'],
	[new TypeError('a defect'), undefined, undefined],
	['no error', undefined, undefined]
])('what is wrong is known by the code: %o', (error, trouble, code) => {
	expect(troubleOf(error)).toBe(trouble);
	expect(databaseCode(error)).toBe(code);
});
