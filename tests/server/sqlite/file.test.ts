import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApp, type App } from '#server/app';
import { databaseFile } from '#server/db/connect';
import { aPlace } from '../../support/server';

let dataDir: string;
let remove: () => Promise<void>;
let app: App;
beforeEach(async () => {
	const made = await aPlace('sqlite');
	dataDir = join(made.place.dataDir, 'data');
	({ remove } = made);
	app = await openApp({ dataDir });
});
afterEach(async () => {
	await app.close();
	await remove();
});

test('the file is opened with the settings that keep what was acknowledged', async () => {
	const pragma = async (name: string) => {
		const query = CompiledQuery.raw(`pragma ${name}`);
		return Object.values((await app.db.executeQuery<object>(query)).rows[0] ?? {})[0];
	};
	expect(await pragma('journal_mode')).toBe('wal');
	expect(await pragma('synchronous')).toBe(2);
	expect(await pragma('foreign_keys')).toBe(1);
	expect(await pragma('busy_timeout')).toBe(0);
});

test('a new folder and its file are for their owner only', () => {
	expect(statSync(dataDir).mode & 0o777).toBe(0o700);
	expect(statSync(databaseFile(dataDir)).mode & 0o777).toBe(0o600);
});
