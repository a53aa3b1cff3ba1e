import type { Database, Trx } from '#server/db/schema';
import type { Principal } from '#server/sync/principal';

/** As whom the changes of a device are judged: its account as it stands now. */
export async function principalOf(
	db: Database | Trx,
	{ account, id }: { account: string; id: string }
): Promise<Principal> {
	const row = await db
		.selectFrom('account')
		.select(['campus', 'org_id', 'kind'])
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	const kind = row.kind === 'a' ? 'a' : 'u';
	return { account, kind, orgId: row.org_id, campus: row.campus, device: id };
}
