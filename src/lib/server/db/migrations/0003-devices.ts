import type { Kysely } from 'kysely';

/** Activation codes and locks of accounts; secret, escrow and revocation of devices. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// One column a statement: SQLite takes no more.
	for (const name of ['code_until', 'code_device']) await addText(db, 'account', name);
	await db.schema
		.alterTable('account')
		.addColumn('locked', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await addText(db, 'session', 'escrow_until');
	await db.schema.alterTable('device').addColumn('unsent', 'integer').execute();
	for (const name of ['secret_hash', 'escrow', 'revoked_at', 'wiped_at']) {
		await addText(db, 'device', name);
	}
	// An id belongs to one account for ever (R-DEV-02).
	await db.schema.createIndex('device_id').unique().on('device').column('id').execute();
	await db.schema.createIndex('account_org').on('account').column('org_id').execute();
}

async function addText(db: Kysely<unknown>, table: string, name: string): Promise<void> {
	await db.schema.alterTable(table).addColumn(name, 'text').execute();
}
