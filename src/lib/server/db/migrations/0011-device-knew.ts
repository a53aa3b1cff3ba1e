import type { Kysely } from 'kysely';

/** The clock value up to which a device knew everything when it last had nothing else unsent (S-7). */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('device').addColumn('knew', 'bigint').execute();
}
