import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Change } from '#domain/protocol/change';
import { openApp } from '#server/app';
import { databaseFile } from '#server/db/connect';
import { openCampus } from '#server/setup/open-campus';
import { campusOrgs } from './made-up-campus';
import { madeUpMembers, memberId } from './made-up-members';

const AT = '2026-11-23T08:00:00.000Z';

/**
 * Bare inserts of node:sqlite, one transaction per batch, as safe on the disk as the server’s.
 * `insert` writes what a change leaves behind in the real tables (row, three sights, log line) with
 * nothing asked; `insertOne` a single line per change into a table of two columns.
 */
export class BareInserts {
	readonly #dataDir: string;
	readonly #database: DatabaseSync;
	readonly #campus: string;
	readonly #json = JSON.stringify(madeUpMembers(1, [''])[0]);
	readonly #record;
	readonly #sight;
	readonly #line;
	readonly #one;
	#written = 1000;

	static async open(): Promise<BareInserts> {
		const dataDir = mkdtempSync(join(tmpdir(), 'branchbook-bare-'));
		const { root } = campusOrgs(1);
		const app = await openApp({ dataDir });
		await app.db.transaction().execute((trx) => openCampus(trx, root, AT));
		await app.close();
		return new BareInserts(dataDir, root.id);
	}

	private constructor(dataDir: string, campus: string) {
		this.#dataDir = dataDir;
		this.#campus = campus;
		this.#database = new DatabaseSync(databaseFile(dataDir));
		this.#database.exec(`pragma journal_mode = wal; pragma synchronous = full;
			pragma cache_size = -65536; create table one (id text primary key, json text not null)`);
		this.#record = this.#database.prepare(
			'insert into record (campus, id, tbl, clock, json) values (?, ?, ?, ?, ?)'
		);
		this.#sight = this.#database.prepare(
			'insert into sight (campus, org_id, tbl, id, clock, gone) values (?, ?, ?, ?, ?, 0)'
		);
		this.#line = this.#database.prepare(
			`insert into change_log (campus, seq, change_id, account, device, name, args, at_client,
				at_server, verdict, clock, problem, digest, prev, hash)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'applied', ?, null, ?, ?, ?)`
		);
		this.#one = this.#database.prepare('insert into one values (?, ?)');
	}

	insert(changes: readonly Change[]): void {
		this.#database.exec('begin');
		for (const change of changes) this.#leave(change);
		this.#database.exec('commit');
	}

	#leave(change: Change): void {
		const n = ++this.#written;
		const hash = change.id.padEnd(64, '0');
		const args = JSON.stringify(change.args);
		const { id, name, at } = change;
		this.#record.run(this.#campus, memberId(n), 'member', n, this.#json);
		for (const org of ['root', 'faculty', 'branch']) {
			this.#sight.run(this.#campus, org, 'member', memberId(n), n);
		}
		this.#line.run(this.#campus, n, id, 'a99', 'd', name, args, at, AT, n, hash, hash, hash);
	}

	insertOne(changes: readonly Change[]): void {
		this.#database.exec('begin');
		for (const change of changes) this.#one.run(change.id, JSON.stringify(change));
		this.#database.exec('commit');
	}

	close(): void {
		this.#database.close();
		rmSync(this.#dataDir, { recursive: true, force: true });
	}
}
