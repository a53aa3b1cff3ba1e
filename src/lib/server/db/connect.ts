import { join } from 'node:path';
import { Kysely, SqliteDialect, type Dialect } from 'kysely';
import { migrate } from '#server/db/migrate';
import { openPostgresql } from '#server/db/postgresql';
import type { Database, Schema } from '#server/db/schema';
import { openSqlite } from '#server/db/sqlite';
import { logError } from '#server/log';

export type Engine = 'sqlite' | 'postgresql';

export interface Connection {
	db: Database;
	engine: Engine;
}

/** Where the data lies: a folder of one’s own, or the PostgreSQL database that takes its place. */
export interface Place {
	dataDir: string;
	databaseUrl?: string | undefined;
}

/** The database file inside a data folder. */
export function databaseFile(dataDir: string): string {
	return join(dataDir, 'branchbook.db');
}

/** The one place that chooses the engine. Everything above it is the same for both. */
export async function connectAsIs({ dataDir, databaseUrl }: Place): Promise<Connection> {
	const engine = databaseUrl ? 'postgresql' : 'sqlite';
	const dialect: Dialect = databaseUrl
		? await openPostgresql(databaseUrl, (error) => logError('database.lost', 'pool', error))
		: new SqliteDialect({ database: openSqlite(databaseFile(dataDir)) });
	return { db: new Kysely<Schema>({ dialect }), engine };
}

/** The database with the newest schema. */
export async function connect(place: Place): Promise<Connection> {
	const connection = await connectAsIs(place);
	try {
		await migrate(connection.db);
	} catch (error) {
		await connection.db.destroy();
		throw error;
	}
	return connection;
}
