import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Footer, Header } from '#server/backup/backup-file';
import {
	BackupProblem,
	keptTables,
	refuseUnknownTables,
	tablesIn,
	type KeptTable
} from '#server/backup/tables';
import type { Database, Trx } from '#server/db/schema';

/** Rows read at once. */
const PAGE = 500;

/**
 * Writes everything as it was at one moment, while servers go on: one transaction that sees one
 * snapshot. The file appears under its name only when it is whole and on the disk.
 */
export async function writeBackup(db: Database, file: string, at: Date): Promise<Footer['rows']> {
	const partial = `${file}.${process.pid}.partial`;
	const rows: Footer['rows'] = {};
	try {
		await db
			.transaction()
			.setIsolationLevel('repeatable read')
			.execute((trx) =>
				pipeline(
					Readable.from(backupLines(trx, at, rows)),
					createGzip(),
					createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true })
				)
			);
		await publish(partial, file);
	} finally {
		await rm(partial, { force: true });
	}
	return rows;
}

/** A backup that is already there is never written over. */
async function publish(partial: string, file: string): Promise<void> {
	try {
		await link(partial, file);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
			throw new BackupProblem('That file exists already; a backup is never written over.');
		}
		throw error;
	}
	const folder = await open(dirname(file), 'r');
	await folder.sync();
	await folder.close();
}

async function* backupLines(trx: Trx, at: Date, rows: Footer['rows']): AsyncGenerator<string> {
	const hash = createHash('sha256');
	const found = await tablesIn(trx);
	if (!found.has('clock')) throw new BackupProblem('The database is empty.');
	refuseUnknownTables(found.keys());
	const schema = await schemaOf(trx);
	const header: Header = {
		format: 'branchbook-backup',
		version: 1,
		at: at.toISOString(),
		schema
	};
	yield counted(hash, header);
	for (const kept of keptTables) {
		const { name, since = '' } = kept;
		const columns = found.get(name);
		if (!columns && since > schema) continue;
		if (!columns) throw new BackupProblem(`The database has no table ${name}.`);
		rows[name] = 0;
		yield counted(hash, { table: name, columns });
		for await (const page of pagesOf(trx, kept, columns)) {
			rows[name] += page.length;
			yield page.map((row) => counted(hash, row.map(storedAs))).join('');
		}
	}
	yield `${JSON.stringify({ rows, sha256: hash.digest('hex') } satisfies Footer)}\n`;
}

function counted(hash: Hash, data: unknown): string {
	const line = `${JSON.stringify(data)}\n`;
	hash.update(line);
	return line;
}

function storedAs(value: unknown): unknown {
	return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

/** A table page by page along its key, so that neither side ever holds all of it. */
async function* pagesOf(
	trx: Trx,
	{ name: table, key, page = PAGE }: KeptTable,
	columns: readonly string[]
): AsyncGenerator<unknown[][]> {
	const refs = sql.join(key.map((column) => sql.ref(column)));
	let last: unknown[] | undefined;
	for (;;) {
		const after = last ? sql`where (${refs}) > (${sql.join(last)})` : sql``;
		const { rows } = await sql<Record<string, unknown>>`
			select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
			${after} order by ${refs} limit ${page}`.execute(trx);
		yield rows.map((row) => columns.map((column) => row[column]));
		if (rows.length < page) return;
		const end = rows.at(-1);
		last = key.map((column) => end?.[column]);
	}
}

async function schemaOf(trx: Trx): Promise<string> {
	const { rows } = await sql<{ name: string }>`
		select max(name) as name from kysely_migration`.execute(trx);
	return rows[0]?.name ?? '';
}
