import type { Kysely } from 'kysely';

/** A single row: the fingerprint of the key that devices’ keys lie sealed under. Never the key. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('escrow_key')
		.addColumn('id', 'integer', (column) => column.primaryKey())
		.addColumn('fingerprint', 'text', (column) => column.notNull())
		.execute();
}
