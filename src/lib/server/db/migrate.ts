import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as start from '#server/db/migrations/0001-start';
import * as opening from '#server/db/migrations/0002-opening';
import * as devices from '#server/db/migrations/0003-devices';
import * as photo from '#server/db/migrations/0004-photo';
import * as resets from '#server/db/migrations/0005-resets';
import * as idNumber from '#server/db/migrations/0006-id-number';
import * as handover from '#server/db/migrations/0007-handover';
import * as escrowKey from '#server/db/migrations/0008-escrow-key';
import * as deviceKnew from '#server/db/migrations/0011-device-knew';
import type { Database } from '#server/db/schema';

/** Forward only, in order of their names; a name that was released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
	'0001-start': start,
	'0002-opening': opening,
	'0003-devices': devices,
	'0004-photo': photo,
	'0005-resets': resets,
	'0006-id-number': idNumber,
	'0007-handover': handover,
	'0008-escrow-key': escrowKey,
	'0011-device-knew': deviceKnew
};

/**
 * Brings the database to the newest schema; a schema newer than this server is refused. On
 * PostgreSQL an advisory lock lets one of several starting servers do it, in one transaction.
 */
export async function migrate(db: Database): Promise<void> {
	const provider = { getMigrations: async () => ({ ...migrations }) };
	const migrator = new Migrator({ db: db as Kysely<unknown>, provider });
	const { error } = await migrator.migrateToLatest();
	if (error) throw error;
}
