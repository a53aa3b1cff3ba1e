import type { Kysely } from 'kysely';
import { isPostgresql } from '#server/db/append-only';

/**
 * What revoked devices handed over, until a superior decides; which generation of an account’s
 * password a session began under, and whether that password came out of a backup.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('handover')
		.addColumn('campus', 'text', (column) => column.notNull().references('clock.campus'))
		.addColumn('account', 'text', (column) => column.notNull())
		.addColumn('device', 'text', (column) => column.notNull())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('position', 'integer', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('data', isPostgresql(db) ? 'bytea' : 'blob')
		.addColumn('bytes', 'integer', (column) => column.notNull())
		.addColumn('arrived', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('problem', 'text')
		.addColumn('decided_at', 'text')
		.addColumn('decided_by', 'text')
		.addPrimaryKeyConstraint('handover_pk', ['device', 'kind', 'id'])
		.execute();
	await db.schema
		.createIndex('handover_state')
		.on('handover')
		.columns(['campus', 'state'])
		.execute();
	await db.schema
		.createIndex('handover_order')
		.on('handover')
		.columns(['device', 'position'])
		.execute();
	await db.schema.createIndex('handover_account').on('handover').column('account').execute();
	// A device without a session proves itself by its secret before its body is read.
	await db.schema.createIndex('device_secret').on('device').column('secret_hash').execute();
	await db.schema.alterTable('account').addColumn('restored_from', 'text').execute();
	for (const table of ['account', 'session']) {
		await db.schema
			.alterTable(table)
			.addColumn('generation', 'integer', (column) => column.notNull().defaultTo(0))
			.execute();
	}
}
