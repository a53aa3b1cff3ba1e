import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { openSqlite } from '#server/db/sqlite';
import { migrate } from '#server/db/migrate';
import type { Database, Schema } from '#server/db/schema';

export type Engine = 'sqlite' | 'postgresql';

export interface Connection {
	db: Database;
	engine: Engine;
}

/** The database file inside a data folder. */
export function databaseFile(dataDir: string): string {
	return join(dataDir, 'branchbook.db');
}

/** The one place that chooses the engine. Everything above it is the same for both. */
export async function connect(dataDir: string): Promise<Connection> {
	const database = openSqlite(databaseFile(dataDir));
	const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
	try {
		await migrate(db);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	return { db, engine: 'sqlite' };
}
