import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { connect } from '#server/db/connect';
import { verifyChain } from '#server/sync/chain';
import { admission, branch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

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

/** As somebody with the database in his hands would: the triggers are off. */
async function tamper(...statements: string[]): Promise<void> {
	const off =
		server.engine === 'postgresql'
			? ['alter table change_log disable trigger user']
			: ['drop trigger change_log_no_update', 'drop trigger change_log_no_delete'];
	for (const statement of [...off, ...statements]) await sql.raw(statement).execute(server.app.db);
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

for (const [how, statements, brokenAt] of [
	['altered', ["update change_log set args = '{}' where seq = 4"], 4],
	['removed', ['delete from change_log where seq = 4'], 4],
	['cut off at the end', ['delete from change_log where seq = 7'], 7],
	[
		'inserted',
		[
			'update change_log set seq = seq + 100 where seq > 4',
			"insert into change_log select campus, 5, '00000000-0000-4000-8000-00000000beef', account, device, name, args, at_client, at_server, verdict, clock, problem, digest, prev, hash from change_log where seq = 4",
			'update change_log set seq = seq - 99 where seq > 100'
		],
		5
	],
	[
		'moved',
		[
			'update change_log set seq = -1 where seq = 4',
			'update change_log set seq = 4 where seq = 5',
			'update change_log set seq = 5 where seq = -1'
		],
		4
	]
] as const) {
	test(`a line that was ${how} is found and named`, async () => {
		await tamper(...statements);
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

test('[S-10] a name or time no text column can hold is logged without breaking the chain', async () => {
	const name = 'nul \0 and half a pair \ud83d';
	const { verdicts } = await server.push(
		server.secretary(branch),
		{ id: uuid('odd'), name, args: {}, at: '2026-11-24T06:00:00Z' },
		{ id: uuid('odd2'), name: 'member.admit', args: admission(5), at: '\0' },
		{ id: uuid('good'), name: 'member.admit', args: admission(6), at: '2026-11-24T06:00:00Z' }
	);
	expect(verdicts.map(({ verdict }) => verdict)).toEqual(['refused', 'refused', 'applied']);
	expect((await verifyChain(server.app.db, server.campus)).ok).toBe(true);
});

test('migrations run once and leave a newer database alone', async () => {
	const clock = await server.clock();
	await server.reopen();
	expect(await server.clock()).toBe(clock);
	await sql`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')`.execute(
		server.app.db
	);
	await expect(connect(server.place)).rejects.toThrow(/9999-later/);
});
