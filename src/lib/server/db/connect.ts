import { join } from 'node:path';
import { Kysely, type Dialect } from 'kysely';
import { migrate } from '#server/db/migrate';
import { PatientSqliteDialect } from '#server/db/patient-sqlite';
import { openPostgresql, patience } from '#server/db/postgresql';
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

/** How long to wait for a PostgreSQL that is not there yet, and who hears that it is waited for. */
export interface Waiting {
	waitMs?: number | undefined;
	waiting?: ((reason: string) => void) | undefined;
}

/** The database file inside a data folder. */
export function databaseFile(dataDir: string): string {
	return join(dataDir, 'branchbook.db');
}

/** The one place that chooses the engine. Everything above it is the same for both. */
async function open(
	{ dataDir, databaseUrl }: Place,
	statementMs: number,
	waiting: Waiting = {}
): Promise<Connection> {
	const engine = databaseUrl ? 'postgresql' : 'sqlite';
	const lost = (error: Error) => logError('database.lost', 'pool', error);
	const dialect: Dialect = databaseUrl
		? await openPostgresql(databaseUrl, { statementMs, lost, ...waiting })
		: new PatientSqliteDialect(openSqlite(databaseFile(dataDir)));
	return { db: new Kysely<Schema>({ dialect }), engine };
}

/** As it is, for a command or a migration: a statement may take its time. */
export function connectAsIs(place: Place, waiting?: Waiting): Promise<Connection> {
	return open(place, patience.working, waiting);
}

/** The database with the newest schema, for a server: every statement ends soon. */
export async function connect(place: Place, waiting?: Waiting): Promise<Connection> {
	const { db } = await connectAsIs(place, waiting);
	try {
		await migrate(db);
	} finally {
		await db.destroy();
	}
	return open(place, patience.serving, waiting);
}
