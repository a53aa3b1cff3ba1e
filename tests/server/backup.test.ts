import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#domain/protocol/change';
import { openApp } from '#server/app';
import { restore } from '#server/backup/restore';
import { writeBackup } from '#server/backup/write-backup';
import { connectAsIs, type Engine } from '#server/db/connect';
import { migrations } from '#server/db/migrate';
import type { Database } from '#server/db/schema';
import { findSession } from '#server/session/session';
import { verifyLog } from '#server/sync/verify-log';
import { admission, branch, uuid } from '../support/device';
import { aPlace, aServer, suiteEngine, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const now = new Date('2026-11-24T06:00:00Z');
/** On PostgreSQL both ways between the engines are gone as well. */
const targets: Engine[] = suiteEngine === 'postgresql' ? ['postgresql', 'sqlite'] : ['sqlite'];

let server: TestServer;
let folder: string;
let file: string;
const removals: (() => Promise<void>)[] = [];
beforeEach(async () => {
	server = await aServer();
	folder = mkdtempSync(join(tmpdir(), 'branchbook-backup-'));
	file = join(folder, 'a.backup');
});
afterEach(async () => {
	for (const remove of removals.splice(0)) await remove();
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

const admit = (n: number): Change => ({
	id: uuid(`c${n}`),
	name: 'member.admit',
	args: admission(n),
	at: '2026-11-24T06:00:00Z'
});
const push = (n: number) => server.push(server.secretary(branch), admit(n));
const backup = () => writeBackup(server.app.db, file, now);

async function elsewhere(engine: Engine = suiteEngine) {
	const { place, remove } = await aPlace(engine);
	removals.unshift(remove);
	const { db } = await connectAsIs(place);
	removals.unshift(() => db.destroy());
	return { place, db };
}

/** Everything a backup keeps, as the database holds it; the epoch and the note of the restoration apart. */
async function contents(db: Database) {
	const lines = await db
		.selectFrom('change_log')
		.selectAll()
		.where('name', '!=', 'campus.restore')
		.orderBy('campus')
		.orderBy('seq')
		.execute();
	const records = await db.selectFrom('record').selectAll().execute();
	const sights = await db.selectFrom('sight').selectAll().execute();
	const scopes = await db.selectFrom('scope').selectAll().execute();
	const accounts = (await db.selectFrom('account').selectAll().execute()).map(
		// The restoration notes which backup an account is of, for the words at sign-in.
		(account) => ({ ...account, restored_from: null })
	);
	const devices = await db.selectFrom('device').selectAll().execute();
	const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
	return { lines, rows: [records, sights, scopes, accounts, devices].map(sorted) };
}

const clockOf = (db: Database) => db.selectFrom('clock').selectAll().executeTakeFirstOrThrow();

/** The file’s lines, changed, under a footer that fits them again. */
function rewrite(change: (lines: string[]) => string[], footer = true): void {
	const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
	const body = change(lines.slice(0, -1)).map((line) => `${line}\n`);
	const { rows } = JSON.parse(lines.at(-1)!) as { rows: unknown };
	const sha256 = createHash('sha256').update(body.join('')).digest('hex');
	const end = footer ? `${JSON.stringify({ rows, sha256 })}\n` : `${lines.at(-1)}\n`;
	writeFileSync(file, gzipSync(body.join('') + end));
}

test.each(targets)('a backup says the same after it was restored on %s', async (engine) => {
	await server.account(server.secretary(branch), PASSWORD);
	await server.signIn(server.secretary(branch), PASSWORD);
	for (let n = 0; n < 5; n++) await push(n);
	const rows = await backup();
	expect(rows).toMatchObject({ clock: 1, account: 1, device: 1, change_log: 7 });
	const { db } = await elsewhere(engine);
	const restored = await restore(db, file, { replace: false, now });
	expect(restored).toMatchObject({ campuses: 1, rows });
	expect(await contents(db)).toEqual(await contents(server.app.db));
	const [before, after] = [await clockOf(server.app.db), await clockOf(db)];
	expect(after.epoch).not.toBe(before.epoch);
	expect(after.value).toBe(before.value + 1);
	expect(await verifyLog(db, () => undefined)).toBe(true);
});

test('a backup from SQLite goes into PostgreSQL, and one from either engine is the same kind of file', async () => {
	const small = await aServer({ engine: 'sqlite' });
	removals.push(() => small.close());
	await small.push(small.secretary(branch), admit(1));
	await writeBackup(small.app.db, file, now);
	const { db } = await elsewhere();
	await restore(db, file, { replace: false, now });
	expect(await contents(db)).toEqual(await contents(small.app.db));
	expect(await verifyLog(db, () => undefined)).toBe(true);
});

test('a backup under load is one moment: clock, rows, sights and log fit each other', async () => {
	let pushed = 0;
	let isDone = false;
	const load = (async () => {
		for (let n = 0; !isDone; n++) {
			pushed = await push(n).then(() => n + 1);
			await setImmediate();
		}
	})();
	await expect.poll(() => pushed).toBeGreaterThan(3);
	const rows = await backup();
	isDone = true;
	await load;
	const { db } = await elsewhere();
	await restore(db, file, { replace: false, now });
	const clock = await clockOf(db);
	expect(clock.log_seq).toBe(rows['change_log']! + 1);
	expect(clock.value).toBe(clock.log_seq);
	const members = await db.selectFrom('record').selectAll().where('tbl', '=', 'member').execute();
	expect(members).toHaveLength(clock.value - 3);
	const seen = await db
		.selectFrom('sight')
		.selectAll()
		.where('org_id', '=', branch.id)
		.where('tbl', '=', 'member')
		.execute();
	expect(seen).toHaveLength(members.length);
	expect(await verifyLog(db, () => undefined)).toBe(true);
});

test('the file appears whole or not at all, for its owner only, and never over another', async () => {
	await backup();
	expect(statSync(file).mode & 0o777).toBe(0o600);
	await expect(backup()).rejects.toThrow('exists already');
	expect(readdirSync(folder)).toEqual(['a.backup']);
});

test('a table the backup does not know stops it', async () => {
	await sql`create table unheard_of (id integer)`.execute(server.app.db);
	await expect(backup()).rejects.toThrow('unheard_of');
	expect(readdirSync(folder)).toEqual([]);
});

const ways: [how: string, harm: () => void][] = [
	[
		'a flipped bit',
		() => rewrite((lines) => lines.map((line) => line.replace('示例', '示倒')), false)
	],
	['a missing line', () => rewrite((lines) => lines.toSpliced(-2, 1))],
	['a cut end', () => writeFileSync(file, readFileSync(file).subarray(0, -40))],
	[
		'a missing footer',
		() =>
			writeFileSync(
				file,
				gzipSync('{"format":"branchbook-backup","version":1,"at":"","schema":"0001-start"}\n')
			)
	],
	['another file', () => writeFileSync(file, gzipSync('{"name":"something else"}\n'))],
	['no gzip', () => writeFileSync(file, '党员名册')],
	[
		'a newer version',
		() =>
			rewrite(([head, ...rest]) => [
				head!.replace(/"schema":"[^"]*"/, '"schema":"9999-later"'),
				...rest
			])
	],
	[
		'a foreign column',
		() => rewrite((lines) => lines.map((line) => line.replace('"log_hash"]', '"other"]')))
	]
];

test.each(ways)('%s is refused before anything is written', async (_how, harm) => {
	await push(1);
	await backup();
	harm();
	const before = await contents(server.app.db);
	const { epoch } = await clockOf(server.app.db);
	await expect(restore(server.app.db, file, { replace: true, now })).rejects.toMatchObject({
		name: 'BackupProblem'
	});
	expect(await contents(server.app.db)).toEqual(before);
	expect(await clockOf(server.app.db)).toMatchObject({ epoch });
});

test('data that is there stays, unless --replace lets it go', async () => {
	await push(1);
	await backup();
	const before = await contents(server.app.db);
	await push(2);
	const held = await contents(server.app.db);
	await expect(restore(server.app.db, file, { replace: false, now })).rejects.toThrow('--replace');
	expect(await contents(server.app.db)).toEqual(held);
	await restore(server.app.db, file, { replace: true, now });
	expect(await contents(server.app.db)).toEqual(before);
});

test('a backup of an older schema is brought to the newest one', async () => {
	const old = await elsewhere();
	const provider = { getMigrations: async () => ({ ...migrations }) };
	// The migrator asks for any database at all; ours is a typed one.
	const db0: unknown = old.db;
	const migrator = new Migrator({ db: db0 as Kysely<unknown>, provider });
	await migrator.migrateTo('0001-start');
	const clock = { campus: 'c1', value: 3, epoch: 'e1', log_seq: 0, log_hash: '' };
	await old.db.insertInto('clock').values(clock).execute();
	await writeBackup(old.db, file, now);
	const { db, place } = await elsewhere();
	await restore(db, file, { replace: false, now });
	const app = await openApp({ ...place, now: () => now });
	expect(await app.db.selectFrom('opening').selectAll().execute()).toHaveLength(1);
	expect(await app.db.selectFrom('clock').select('campus').execute()).toEqual([{ campus: 'c1' }]);
	expect(await app.db.selectFrom('device').select('unsent').execute()).toEqual([]);
	await app.close();
});

test('after a restoration everybody signs in again: no session comes to life', async () => {
	const account = server.secretary(branch);
	await server.account(account, PASSWORD);
	const before = await server.signIn(account, PASSWORD);
	if (before.kind !== 'in') throw new Error(before.kind);
	await backup();
	await restore(server.app.db, file, { replace: true, now });
	expect(await findSession(server.app, before.token)).toBeUndefined();
	expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
});

/** A command as a person types it, on a server that runs. */
function run(place: TestServer['place'], script: string, ...words: string[]) {
	const { dataDir, databaseUrl = '' } = place;
	const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, INIT_CWD: folder };
	const done = spawnSync(process.execPath, [`src/commands/${script}.js`, ...words], { env });
	return { status: done.status, said: done.stdout.toString() + done.stderr.toString() };
}

test('npm run backup, restore and verify-log do it from the command line', async () => {
	for (let n = 0; n < 3; n++) await push(n);
	const { place } = await elsewhere();
	expect(run(server.place, 'backup', 'b.backup')).toMatchObject({ status: 0 });
	expect(run(server.place, 'backup', 'b.backup')).toMatchObject({ status: 1 });
	expect(run(place, 'restore', 'b.backup').said).toContain('5 lines of the log');
	const again = run(place, 'restore', 'b.backup');
	expect(again).toMatchObject({ status: 1 });
	expect(again.said).toContain('--replace');
	expect(run(place, 'restore', 'b.backup', '--replace')).toMatchObject({ status: 0 });
	expect(run(place, 'verify-log').said).toContain(`${server.campus}: 6 lines, unbroken.`);
	expect(run(server.place, 'backup')).toMatchObject({ status: 2 });
});

test('npm run verify-log ends with 1 and names the first line that does not fit', async () => {
	for (let n = 0; n < 3; n++) await push(n);
	const { db } = server.app;
	const off =
		server.engine === 'postgresql'
			? 'alter table change_log disable trigger user'
			: 'drop trigger change_log_no_update';
	await sql.raw(off).execute(db);
	await sql`update change_log set args = '{}' where seq = 4`.execute(db);
	const { status, said } = run(server.place, 'verify-log');
	expect(status).toBe(1);
	expect(said).toContain(`${server.campus}: broken at line 4.`);
});
