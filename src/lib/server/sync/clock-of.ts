import type { Database } from '#server/db/schema';

/** Where a campus’s clock stands. */
export async function clockOf(db: Database, campus: string): Promise<number> {
	const { value } = await db
		.selectFrom('clock')
		.select('value')
		.where('campus', '=', campus)
		.executeTakeFirstOrThrow();
	return value;
}
