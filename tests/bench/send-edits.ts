import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openBenchPage } from './bench-page';
import { madeUpCampus, whoseOf } from './made-up-campus';
import { madeUpMembers } from './made-up-members';
import type { Figure, Size } from './measure';

/** P-2: edits made offline reach the server, checked, logged, acknowledged. */
export async function benchSendEdits(size: Size): Promise<Figure[]> {
	const edits = size === 'whole' ? 1000 : 60;
	const campus = await madeUpCampus(edits, 20);
	const bare = new BareServer(edits);
	const page = await openBenchPage({ '/floor/edits': (body) => bare.take(body) }, campus);
	try {
		const turns = size === 'whole' ? 15 : 1;
		const got = await page.run('sendEdits', { whose: whoseOf(campus), turns, edits });
		return [
			{
				id: 'P-2',
				work: `${edits} offline edits reach the server, checked, logged, acknowledged`,
				reach: '≤ 1.5 × one request, one transaction, nothing checked',
				...got,
				ok: got.ratio <= 1.5
			}
		];
	} finally {
		await page.close();
		await campus.close();
		bare.close();
	}
}

/** Puts every edit into its record, in one transaction as safe on the disk as the server’s. */
class BareServer {
	readonly #folder = mkdtempSync(join(tmpdir(), 'branchbook-bare-'));
	readonly #database = new DatabaseSync(join(this.#folder, 'bare.db'));
	readonly #set;

	constructor(members: number) {
		this.#database.exec(`pragma journal_mode = wal; pragma synchronous = full;
			create table member (id text primary key, json text not null)`);
		const insert = this.#database.prepare('insert into member values (?, ?)');
		this.#database.exec('begin');
		for (const member of madeUpMembers(members, ['']))
			insert.run(member.id, JSON.stringify(member));
		this.#database.exec('commit');
		this.#set = this.#database.prepare(
			'update member set json = json_set(json, ?, ?) where id = ?'
		);
	}

	take(body: string): string {
		const edits = JSON.parse(body) as { member: string; field: string; value: string }[];
		this.#database.exec('begin');
		let written = 0;
		for (const { member, field, value } of edits) {
			written += Number(this.#set.run(`$.${field}`, value, member).changes);
		}
		this.#database.exec('commit');
		return JSON.stringify({ written });
	}

	close(): void {
		this.#database.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
