import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CompiledQuery } from 'kysely';
import { connect } from '#server/db/connect';
import { verifyChain } from '#server/sync/chain';
import { admission, branch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';
import { dirname } from 'node:path';

let server: TestServer;
beforeEach(async () => {
	server = await aServer();
	for (let n = 0; n < 5; n++) await admit(n);
});
afterEach(() => server.close());

const admit = (n: number) =>
	server.push(server.secretary(branch), {
		id: uuid(`c${n}`),
		name: 'member.admit',
		args: admission(n),
		at: '2026-11-24T06:00:00Z'
	});

/** As somebody with the file in his hands would: the triggers are off. */
function tamper(...statements: string[]): void {
	const database = new DatabaseSync(server.file);
	database.exec('drop trigger change_log_no_update; drop trigger change_log_no_delete');
	for (const statement of statements) database.exec(statement);
	database.close();
}

test('the log is one unbroken chain, over restarts and parallel writers', async () => {
	await server.reopen();
	await Promise.all(Array.from({ length: 20 }, (_, n) => admit(10 + n)));
	expect(await verifyChain(server.app.db, server.campus)).toEqual({ ok: true, lines: 27 });
});

test('refused changes are lines of the log too', async () => {
	await admit(4);
	await server.push(server.secretary(branch), {
		id: uuid('bad'),
		name: 'member.teleport',
		args: { to: '示例' },
		at: '2026-11-24T06:00:00Z'
	});
	const line = await server.app.db
		.selectFrom('change_log')
		.selectAll()
		.where('change_id', '=', uuid('bad'))
		.executeTakeFirstOrThrow();
	expect(line).toMatchObject({ verdict: 'refused', clock: null, args: '{"to":"示例"}' });
	expect((await verifyChain(server.app.db, server.campus)).ok).toBe(true);
});

for (const [how, statement, brokenAt] of [
	['altered', "update change_log set args = '{}' where seq = 4", 4],
	['removed', 'delete from change_log where seq = 4', 4],
	['cut off at the end', 'delete from change_log where seq = 7', 7],
	[
		'moved',
		'update change_log set seq = -1 where seq = 4; update change_log set seq = 4 where seq = 5; update change_log set seq = 5 where seq = -1',
		4
	]
] as const) {
	test(`a line that was ${how} is found and named`, async () => {
		tamper(statement);
		expect(await verifyChain(server.app.db, server.campus)).toEqual({ ok: false, brokenAt });
	});
}

test('the log refuses to be changed', async () => {
	const { db } = server.app;
	await expect(db.deleteFrom('change_log').execute()).rejects.toThrow('append-only');
	await expect(db.updateTable('change_log').set({ args: '' }).execute()).rejects.toThrow(
		'append-only'
	);
});

test('the file is opened with the settings that keep what was acknowledged', async () => {
	const { db } = server.app;
	const pragma = async (name: string) =>
		Object.values((await db.executeQuery<object>(pragmaOf(name))).rows[0] ?? {})[0];
	expect(await pragma('journal_mode')).toBe('wal');
	expect(await pragma('synchronous')).toBe(2);
	expect(await pragma('foreign_keys')).toBe(1);
	expect(await pragma('busy_timeout')).toBe(10_000);
});

function pragmaOf(name: string) {
	return CompiledQuery.raw(`pragma ${name}`);
}

test('migrations run once and leave a newer database alone', async () => {
	const folder = dirname(server.file);
	const clock = await server.clock();
	await server.reopen();
	expect(await server.clock()).toBe(clock);
	const database = new DatabaseSync(server.file);
	database.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')");
	database.close();
	await expect(connect(folder)).rejects.toThrow(/9999-later/);
});
