import { inspect } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#domain/protocol/change';
import { openApp, type App } from '#server/app';
import { transact } from '#server/db/transact';
import { makeCampus } from '#server/setup/make-campus';
import { acceptAll } from '#server/sync/accept';
import { handleSync } from '#server/sync/handle-sync';
import { pullPage } from '#server/sync/pull';
import { admission, branch, uuid } from '../../support/device';
import { aPlace, aRequest, aServer, type TestServer } from '../../support/server';

let server: TestServer;
let other: App;
beforeEach(async () => {
	server = await aServer();
	other = await openApp(server.place);
});
afterEach(async () => {
	await other.close();
	await server.close();
});

const principal = () => server.principal(server.secretary(branch));
const admit = (n: number): Change => ({
	id: uuid(`c${n}`),
	name: 'member.admit',
	args: admission(n),
	at: '2026-11-24T06:00:00Z'
});

/** Clocks as a waiting reader of one server hears them. */
function ear(app: App): { heard: number[]; until(clock: number): Promise<void> } {
	const heard: number[] = [];
	let wake = () => {};
	const tell = (clock: number) => {
		heard.push(clock);
		wake();
	};
	app.bus.listen(server.campus, {
		account: '',
		device: '',
		tell,
		end: () => {},
		recheck: () => {}
	});
	return {
		heard,
		async until(clock) {
			while (!heard.includes(clock)) await new Promise<void>((resolve) => (wake = resolve));
		}
	};
}

test('what one server commits is heard by the readers of the other, and once by its own', async () => {
	const [here, there] = [ear(server.app), ear(other)];
	const clock = await server.clock();
	await server.push(server.secretary(branch), admit(1));
	await there.until(clock + 1);
	await handleSync(other, aRequest({ changes: [admit(2)] }), principal());
	await here.until(clock + 2);
	expect(here.heard).toEqual([clock + 1, clock + 2]);
	expect(there.heard).toEqual([clock + 1, clock + 2]);
});

test('a server whose line was cut listens again, and makes up for what it missed', async () => {
	const there = ear(other);
	const clock = await server.clock();
	await sql`select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid() and query like 'listen%'`.execute(
		server.app.db
	);
	await server.push(server.secretary(branch), admit(1));
	await there.until(clock + 1);
	await expect
		.poll(async () => {
			const { rows } = await sql`select 1 from pg_stat_activity
				where datname = current_database() and query like 'listen%'`.execute(server.app.db);
			return rows.length;
		})
		.toBe(2);
	await server.push(server.secretary(branch), admit(2));
	await there.until(clock + 2);
});

test('[S-2] the same batch through both servers at once applies once', async () => {
	const batch = Array.from({ length: 20 }, (_, n) => admit(n));
	const before = await server.clock();
	const replies = await Promise.all(
		[server.app, other, server.app, other].map((app) =>
			handleSync(app, aRequest({ changes: batch }), principal())
		)
	);
	for (const { verdicts } of replies) expect(verdicts).toEqual(replies[0]!.verdicts);
	expect(await server.clock()).toBe(before + 20);
});

test('[S-3] a sequence as cursor skips the row of a writer that commits late', async () => {
	const { db } = server.app;
	await sql`create table naive (seq bigserial primary key, change text)`.execute(db);
	const write = (app: App, change: string) =>
		sql`insert into naive (change) values (${change})`.execute(app.db);
	const seen: string[] = [];
	let cursor = 0;
	const read = async () => {
		const { rows } = await sql<{ seq: number; change: string }>`
			select seq, change from naive where seq > ${cursor} order by seq`.execute(db);
		for (const row of rows) {
			seen.push(row.change);
			cursor = row.seq;
		}
	};
	await server.app.db.transaction().execute(async (first) => {
		await sql`insert into naive (change) values ('first')`.execute(first);
		await write(other, 'second');
		await read();
	});
	await read();
	expect(
		await db
			.selectFrom(sql`naive`.as('naive'))
			.selectAll()
			.execute()
	).toHaveLength(2);
	expect(seen).toEqual(['second']);
});

test('[S-3] no row is skipped while two writers on two servers would commit in the wrong order', async () => {
	const seen: string[] = [];
	let from = { cursor: 0, epoch: null as string | null };
	const read = async (app: App) => {
		const page = await pullPage(app.db, principal(), from);
		seen.push(...page.rows.map(({ id }) => id));
		from = { cursor: page.cursor, epoch: page.epoch };
	};
	let second: Promise<unknown> = Promise.resolve();
	let hasSecond = false;
	await server.app.db.transaction().execute(async (trx) => {
		await acceptAll(trx, principal(), [admit(1)], new Date().toISOString());
		second = handleSync(other, aRequest({ changes: [admit(2)] }), principal()).then(() => {
			hasSecond = true;
		});
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(hasSecond).toBe(false);
		await read(other);
		expect(seen).not.toContain(uuid('new1'));
	});
	await second;
	await read(server.app);
	for (const n of [1, 2]) expect(seen.filter((id) => id === uuid(`new${n}`))).toHaveLength(1);
});

test('a unit the database rolled back for the sake of another runs again as a whole', async () => {
	const { db } = server.app;
	await sql`create table pair (id integer primary key, value integer)`.execute(db);
	await sql`insert into pair values (1, 0), (2, 0)`.execute(db);
	const add = (id: number) => sql`update pair set value = value + 1 where id = ${id}`;
	let tries = 0;
	const crossing = (app: App, first: number, second: number) =>
		transact(app.db, async (trx) => {
			tries++;
			await add(first).execute(trx);
			await new Promise((resolve) => setTimeout(resolve, 100));
			await add(second).execute(trx);
		});
	await Promise.all([crossing(server.app, 1, 2), crossing(other, 2, 1)]);
	expect(tries, 'one of the two was a deadlock’s victim').toBeGreaterThan(2);
	const { rows } = await sql<{ value: number }>`select value from pair`.execute(db);
	expect(rows.map(({ value }) => value)).toEqual([2, 2]);
});

test('two servers that start at once on an empty database make one schema and one campus', async () => {
	const { place, remove } = await aPlace();
	const apps = await Promise.all([1, 2, 3].map(() => openApp(place)));
	const choice = {
		choice: 'new' as const,
		root: {
			code: '990000009001',
			fullName: '中共示例山地大学委员会',
			shortName: '示例山地大学委员会',
			password: 'Harbour-lights-27-quiet'
		}
	};
	const made = await Promise.all(apps.map((app) => makeCampus(app, choice)));
	expect(made.map(({ kind }) => kind).sort()).toEqual(['closed', 'closed', 'made']);
	for (const app of apps) await app.close();
	await remove();
});

test.each([
	'postgresql://clerk:geheim-4711@127.0.0.1:1/book',
	'mysql://clerk:geheim-4711@127.0.0.1/book',
	'postgresql://clerk:geheim-4711@not a host:x/book'
])('a database that cannot be used is said without its password', async (databaseUrl) => {
	const refused = await openApp({ ...server.place, databaseUrl }).catch((error: unknown) => error);
	expect(refused).toMatchObject({ name: 'DatabaseUnreachable' });
	expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('geheim');
});
