import { sql, type Kysely } from 'kysely';

/** One row whose lock lets one server at a time fill an empty database. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('opening')
		.addColumn('id', 'integer', (column) => column.primaryKey())
		.execute();
	await sql`insert into opening (id) values (1)`.execute(db);
}
