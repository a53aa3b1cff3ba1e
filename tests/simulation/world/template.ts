import { readFileSync } from 'node:fs';
import { aServer } from '../../support/server';
import { time } from '../ports/time';
import { campuses, type Campus } from './campus';

/** A server’s database as every run of a campus begins with it. */
export interface Template {
	campus: Campus;
	bytes: Uint8Array;
}

const made: Template[] = [];

/** Organisations, members and one account for each organisation. */
export async function templateOf(which: number): Promise<Template> {
	return (made[which] ??= await make(campuses[which]!));
}

async function make(campus: Campus): Promise<Template> {
	const { orgs, members } = campus;
	const server = await aServer({ orgs, now: () => new Date(time()) });
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
	await server.app.db.updateTable('clock').set({ epoch: 'epoch-1' }).execute();
	await server.app.close();
	const bytes = readFileSync(server.file);
	await server.close();
	return { campus, bytes };
}
