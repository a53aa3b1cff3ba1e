import { sql } from 'kysely';
import { isPostgresql } from '#server/db/append-only';
import type { Database, Schema, Trx } from '#server/db/schema';

export interface KeptTable {
	name: keyof Schema;
	/** Its primary key, in order: a backup reads page by page along it. */
	key: readonly string[];
	/** Rows read and written at once, where they are large. */
	page?: number;
	/** The migration that brought it, where that was not the first: an older database has no such table. */
	since?: string;
}

/** Every table whose rows a backup holds; a table comes after the ones it refers to. */
export const keptTables: readonly KeptTable[] = [
	{ name: 'clock', key: ['campus'] },
	{ name: 'account', key: ['name'] },
	{ name: 'device', key: ['account', 'id'] },
	{ name: 'record', key: ['campus', 'id', 'tbl'] },
	{ name: 'sight', key: ['org_id', 'tbl', 'id'] },
	{ name: 'scope', key: ['org_id'] },
	{ name: 'change_log', key: ['campus', 'seq'] },
	{ name: 'photo', key: ['campus', 'member', 'id'], page: 20, since: '0004-photo' },
	{ name: 'handover', key: ['device', 'kind', 'id'], page: 20, since: '0007-handover' },
	{ name: 'escrow_key', key: ['id'], since: '0008-escrow-key' }
];

/**
 * Tables that a restored server begins without. Sessions: one that was ended or revoked since must
 * not come to life again. Failed tries are forgotten in a day; `opening` never changes.
 */
export const leftOutTables: readonly (keyof Schema)[] = ['session', 'attempt', 'opening'];

/** Something an administrator has to know; nothing was changed. */
export class BackupProblem extends Error {
	override readonly name = 'BackupProblem';
}

/** Columns of each table of ours that is there. */
export async function tablesIn(db: Database | Trx): Promise<Map<string, string[]>> {
	const schema = isPostgresql(db as never) ? await currentSchema(db) : undefined;
	const tables = await db.introspection.getTables();
	return new Map(
		tables
			.filter((table) => !table.isView && !table.name.startsWith('kysely_'))
			.filter((table) => schema === undefined || table.schema === schema)
			.map(({ name, columns }) => [name, columns.map((column) => column.name)])
	);
}

async function currentSchema(db: Database | Trx): Promise<string> {
	const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
	return rows[0]?.name ?? '';
}

/** A backup that silently lacks a table is none. */
export function refuseUnknownTables(found: Iterable<string>): void {
	const known = new Set<string>([...keptTables.map(({ name }) => name), ...leftOutTables]);
	const unknown = [...found].filter((name) => !known.has(name));
	if (unknown.length > 0) {
		throw new BackupProblem(`This version does not know the tables ${unknown.join(', ')}.`);
	}
}
