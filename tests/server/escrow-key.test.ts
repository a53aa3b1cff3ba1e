import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApp } from '#server/app';
import { restore } from '#server/backup/restore';
import { writeBackup } from '#server/backup/write-backup';
import { connectAsIs } from '#server/db/connect';
import { deposit, hasEscrow, release } from '#server/session/escrow';
import { takeNewKey } from '#server/session/own-keys';
import { findSession, startSession, type SignedIn } from '#server/session/session';
import { sessionInfo } from '#server/session/session-info';
import { branch, uuid } from '../support/device';
import { aPlace, aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const name = `u${branch.code}`;
const OTHER = '7b'.repeat(32);
const RAW = Buffer.alloc(32, 9).toString('base64');

let server: TestServer;
let phone: SignedIn;
beforeEach(async () => {
	server = await aServer();
	await server.account(name, PASSWORD);
	phone = await signedIn();
	expect(await deposit(server.app, phone, RAW)).toBe(true);
});
afterEach(() => server.close());

const keyFile = () => join(server.place.dataDir, 'escrow.key');

async function signedIn(): Promise<SignedIn> {
	const result = await server.signIn(name, PASSWORD, { device: uuid('phone') });
	if (result.kind !== 'in') throw new Error(result.kind);
	return (await findSession(server.app, result.token))!;
}

const refusal = (options: Parameters<typeof openApp>[0]) =>
	openApp(options).then(
		async (app) => {
			await app.close();
			return undefined;
		},
		(error: unknown) => error
	);

test('a server with another key does not start, says what to do, and changes nothing', async () => {
	await server.app.close();
	const refused = await refusal({ ...server.place, escrowKey: OTHER });
	expect(refused).toMatchObject({ name: 'StartRefused' });
	expect(String(refused)).toMatch(/escrow\.key[\s\S]*ESCROW_KEY[\s\S]*npm run new-key/);
	await server.reopen();
	expect(await hasEscrow(server.app, name, uuid('phone'))).toBe(true);
});

test('a lost key file is not made anew without a word', async () => {
	await server.app.close();
	const kept = readFileSync(keyFile(), 'utf8');
	rmSync(keyFile());
	expect(await refusal(server.place)).toMatchObject({ name: 'StartRefused' });
	expect(existsSync(keyFile())).toBe(false);
	expect(await refusal({ ...server.place, escrowKey: kept.trim() })).toBeUndefined();
	await takeBack(kept);
});

/** For `afterEach`, which closes a server that runs. */
async function takeBack(text: string): Promise<void> {
	writeFileSync(keyFile(), text);
	await server.reopen();
}

test('a database of before fingerprints is tried: the right key is noted, another one refused', async () => {
	await server.app.db.deleteFrom('escrow_key').execute();
	await server.app.close();
	expect(await refusal({ ...server.place, escrowKey: OTHER })).toMatchObject({
		name: 'StartRefused'
	});
	await server.reopen();
	expect(await server.app.db.selectFrom('escrow_key').selectAll().execute()).toHaveLength(1);
});

test('going on without the old key is said, and devices hand in theirs again', async () => {
	await server.app.close();
	const { db } = await connectAsIs(server.place);
	expect(await takeNewKey(db, { dataDir: server.place.dataDir, given: OTHER })).toBe(1);
	await db.destroy();
	expect(await refusal(server.place)).toMatchObject({ name: 'StartRefused' });

	const app = await openApp({ ...server.place, escrowKey: OTHER });
	expect(await sessionInfo(app, phone)).toMatchObject({ escrowed: false });
	expect(await deposit(app, phone, RAW)).toBe(true);
	expect(await sessionInfo(app, phone)).toMatchObject({ escrowed: true });
	const again = await startSession(
		app.db,
		{ account: name, device: uuid('phone'), generation: 0, opensEscrow: true },
		app.now()
	);
	const fresh = (await findSession(app, again))!;
	expect(await release(app, fresh)).toBe(RAW);
	expect(await release(app, fresh)).toBeUndefined();
	const { db: back } = await connectAsIs(server.place);
	await takeNewKey(back, { dataDir: server.place.dataDir });
	await back.destroy();
	await app.close();
	await server.reopen();
});

test('what one server cannot open does not use up the one release, and the device puts it right', async () => {
	const other = { ...server.app, escrowKey: Buffer.alloc(32, 3) };
	const token = await startSession(
		server.app.db,
		{ account: name, device: uuid('phone'), generation: 0, opensEscrow: true },
		server.app.now()
	);
	const fresh = (await findSession(server.app, token))!;
	expect(await release(other, fresh)).toBeUndefined();
	expect(await release(server.app, fresh)).toBe(RAW);

	expect(await sessionInfo(other, phone)).toMatchObject({ escrowed: false });
	expect(await deposit(other, phone, RAW)).toBe(true);
	expect(await hasEscrow(other, name, uuid('phone'))).toBe(true);
	expect(await deposit(other, phone, Buffer.alloc(32, 1).toString('base64'))).toBe(false);
});

test('a backup carries the fingerprint: restored beside another key it does not start', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'branchbook-key-'));
	await writeBackup(server.app.db, join(folder, 'a.backup'), new Date());
	const { place, remove } = await aPlace();
	const { db } = await connectAsIs(place);
	await restore(db, join(folder, 'a.backup'), { replace: false, now: new Date() });
	await db.destroy();
	expect(await refusal(place)).toMatchObject({ name: 'StartRefused' });
	const escrowKey = readFileSync(keyFile(), 'utf8').trim();
	expect(await refusal({ ...place, escrowKey })).toBeUndefined();
	await remove();
	rmSync(folder, { recursive: true, force: true });
});
