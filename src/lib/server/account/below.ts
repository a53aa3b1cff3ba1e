import { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';
import type { Database, Trx } from '#server/db/schema';
import { storable } from '#server/db/storable';
import type { SignedIn } from '#server/session/session';

export interface Target {
	account: string;
	orgId: string;
}

/**
 * Whether the organisation stands strictly below the one who asks, who is a committee: never
 * beside, never above, never his own (AC-02). Missing and foreign are one answer (R-AZ-03).
 */
export async function isBelow(
	db: Database | Trx,
	signedIn: SignedIn,
	orgId: string
): Promise<boolean> {
	const { kind, campus, orgId: own } = signedIn;
	if (kind !== 'a' || orgId === own) return false;
	const found = await db
		.selectFrom('record')
		.select('json')
		.where('campus', '=', campus)
		.where('tbl', '=', 'org')
		.where('id', '=', storable(orgId))
		.executeTakeFirst();
	return found !== undefined && covers(own, Org.parse(JSON.parse(found.json)));
}

/** The account, if it belongs to an organisation strictly below. */
export async function accountBelow(
	db: Database | Trx,
	signedIn: SignedIn,
	account: string
): Promise<Target | undefined> {
	const found = await db
		.selectFrom('account')
		.select(['name', 'org_id'])
		.where('name', '=', account)
		.where('campus', '=', signedIn.campus)
		.executeTakeFirst();
	if (!found || !(await isBelow(db, signedIn, found.org_id))) return undefined;
	return { account: found.name, orgId: found.org_id };
}
