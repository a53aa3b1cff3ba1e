import { readFileSync } from 'node:fs';
import type { Engine } from '#server/db/connect';
import { aDatabase } from '../../support/postgres';
import { aServer } from '../../support/server';
import { time } from '../ports/time';
import { campuses, type Campus } from './campus';
import { PostgresShelf, SqliteShelf, type Shelf } from './shelf';

/** A server’s database as every run of a campus begins with it. */
export interface Template {
	campus: Campus;
	shelf(): Promise<Shelf>;
}

/** As an administrator sets it: the data folders of a run come and go. */
export const ESCROW_KEY = '5a'.repeat(32);

const made = new Map<string, Promise<Template>>();

/** Organisations, members and one account for each organisation. */
export function templateOf(which: number, engine: Engine): Promise<Template> {
	const key = `${engine} ${which}`;
	const template = made.get(key) ?? make(campuses[which]!, engine);
	made.set(key, template);
	return template;
}

async function make(campus: Campus, engine: Engine): Promise<Template> {
	const { orgs, members } = campus;
	const server = await aServer({
		orgs,
		engine,
		escrowKey: ESCROW_KEY,
		now: () => new Date(time())
	});
	for (const member of members) await server.put(['member', member]);
	for (const org of orgs) {
		const kind = org.type === '631' ? 'u' : 'a';
		const row = {
			name: `${kind}${org.code}`,
			campus: server.campus,
			org_id: org.id,
			kind,
			password_hash: '',
			must_change: 0,
			last_sign_in: null,
			previous_hashes: '[]'
		};
		await server.app.db.insertInto('account').values(row).execute();
	}
	await server.app.close();
	const shelf = await shelfOf(server.engine, server.file, server.place.databaseUrl);
	await server.close();
	return { campus, shelf };
}

async function shelfOf(engine: Engine, file: string, url = ''): Promise<Template['shelf']> {
	if (engine === 'sqlite') {
		const bytes = readFileSync(file);
		return async () => new SqliteShelf(bytes);
	}
	const { name } = await aDatabase(new URL(url).pathname.slice(1));
	return () => PostgresShelf.of(name);
}
