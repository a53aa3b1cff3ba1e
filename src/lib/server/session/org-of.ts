import { Org } from '#domain/model/org/org';
import type { Database } from '#server/db/schema';

/** The organisation an account belongs to. */
export async function orgOf(db: Database, campus: string, orgId: string): Promise<Org> {
	const { json } = await db
		.selectFrom('record')
		.select('json')
		.where('campus', '=', campus)
		.where('id', '=', orgId)
		.where('tbl', '=', 'org')
		.executeTakeFirstOrThrow();
	return Org.parse(JSON.parse(json));
}
