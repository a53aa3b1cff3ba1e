import type { SyncRequest } from '#domain/protocol/protocol';
import type { Database, Trx } from '#server/db/schema';
import type { Principal } from '#server/sync/principal';

/**
 * A request proves that its device holds everything up to its cursor. Where it also brings all that
 * was unsent, whatever the device makes later is made with that knowledge; so a late edit of a member
 * who left before is told from one that was made before its author knew (S-7). A cursor of another
 * epoch or ahead of the clock proves nothing.
 */
export async function noteKnown(
	db: Database | Trx,
	{ account, device, campus }: Pick<Principal, 'account' | 'device' | 'campus'>,
	{ cursor, epoch, unsent, changes }: SyncRequest
): Promise<void> {
	if (epoch === null || unsent !== changes.length) return;
	await db
		.updateTable('device')
		.set({ knew: cursor })
		.where('account', '=', account)
		.where('id', '=', device)
		.where((eb) => eb.or([eb('knew', 'is', null), eb('knew', '<', cursor)]))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('clock')
					.select('campus')
					.where('campus', '=', campus)
					.where('epoch', '=', epoch)
					.where('value', '>=', cursor)
			)
		)
		.execute();
}
