import type { Kysely } from 'kysely';
import { isPostgresql } from '#server/db/append-only';

/** The bytes of photos. What they belong to stands in the member’s record, which names them. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('photo')
		.addColumn('campus', 'text', (column) => column.notNull().references('clock.campus'))
		.addColumn('member', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('sha256', 'text', (column) => column.notNull())
		.addColumn('bytes', 'integer', (column) => column.notNull())
		.addColumn('received', 'integer', (column) => column.notNull())
		.addColumn('whole', 'integer', (column) => column.notNull())
		.addColumn('account', 'text', (column) => column.notNull())
		.addColumn('device', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.addColumn('data', isPostgresql(db) ? 'bytea' : 'blob', (column) => column.notNull())
		.addPrimaryKeyConstraint('photo_pk', ['campus', 'member', 'id'])
		.execute();
}
