import { PostgresAdapter, sql, type Kysely } from 'kysely';

/** Whether statements that differ between the engines have to be PostgreSQL’s. */
export function isPostgresql(db: Kysely<unknown>): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** The database itself refuses to change or remove a line of the table, whoever asks. */
export async function makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
	if (isPostgresql(db)) return appendOnlyInPostgresql(db, table);
	for (const action of ['update', 'delete']) {
		await sql`create trigger ${sql.ref(`${table}_no_${action}`)} before ${sql.raw(action)} on ${sql.table(table)}
			begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end`.execute(db);
	}
}

async function appendOnlyInPostgresql(db: Kysely<unknown>, table: string): Promise<void> {
	const refuse = sql.ref(`${table}_append_only`);
	await sql`create or replace function ${refuse}() returns trigger language plpgsql as
		${sql.lit(`begin raise exception '${table} is append-only'; end`)}`.execute(db);
	await sql`create trigger ${sql.ref(`${table}_no_change`)} before update or delete on ${sql.table(table)}
		for each row execute function ${refuse}()`.execute(db);
	await sql`create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
		for each statement execute function ${refuse}()`.execute(db);
}
