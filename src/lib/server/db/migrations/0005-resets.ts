import type { Kysely } from 'kysely';

/** When an account’s password was reset last and by whom, so that the account is told (R-ACC-04). */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const name of ['reset_at', 'reset_by']) {
		await db.schema.alterTable('account').addColumn(name, 'text').execute();
	}
}
