import type { Kysely } from 'kysely';

interface RecordRow {
	campus: string;
	id: string;
	tbl: string;
	json: string;
	id_number: string | null;
}

const PAGE = 500;

/** The ID number of every listed member beside his row, so that the others who carry it are found. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('record').addColumn('id_number', 'text').execute();
	await fill(db as Kysely<{ record: RecordRow }>);
	await db.schema
		.createIndex('record_id_number')
		.on('record')
		.columns(['campus', 'id_number'])
		.where('id_number', 'is not', null)
		.execute();
}

/** Read here and not by the database: PostgreSQL refuses some of the texts that JSON may hold. */
async function fill(db: Kysely<{ record: RecordRow }>): Promise<void> {
	const campuses = await db.selectFrom('record').select('campus').distinct().execute();
	for (const { campus } of campuses) {
		for (let last: string | undefined = ''; last !== undefined;) {
			const page = await db
				.selectFrom('record')
				.select(['id', 'json'])
				.where('campus', '=', campus)
				.where('id', '>', last)
				.where('tbl', '=', 'member')
				.orderBy('id')
				.limit(PAGE)
				.execute();
			for (const { id, json } of page) {
				const { idNumber, retracted } = JSON.parse(json) as Record<string, string | undefined>;
				if (!idNumber || retracted === '1') continue;
				await db
					.updateTable('record')
					.set({ id_number: idNumber })
					.where('campus', '=', campus)
					.where('id', '=', id)
					.where('tbl', '=', 'member')
					.execute();
			}
			last = page.at(-1)?.id;
		}
	}
}
