import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { App } from '#server/app';
import type { Engine } from '#server/db/connect';
import { migrations } from '#server/db/migrate';
import { troubleOf, type Trouble } from '#server/db/trouble';

/** What an administrator’s watch asks for; `ok` only where the database takes a row in time. */
export interface Health {
	ok: boolean;
	database: Engine;
	/** Why it did not take the row: it is away or full. */
	trouble?: Trouble;
	/** Room where the SQLite file lies; PostgreSQL looks after its own. */
	disk: 'ok' | 'low' | 'full';
	/** The newest migration, and whether the database has gone further than this server. */
	schema: string;
	isOutdated: boolean;
	/** `behind`: the machine’s clock is earlier than it was; time is counted on without it. */
	clock: 'ok' | 'behind';
	/** The line to other servers over one PostgreSQL; arrival is slower without it. */
	live: 'ok' | 'lost';
}

/** Longer than this is no answer. */
const LONGEST_MS = 3_000;
/** A full disk is told as long as nobody has written since. */
const FULL_MS = 60_000;
const LOW_BYTES = 500 * 1024 * 1024;

export async function healthOf(app: App): Promise<Health> {
	const [written, isLow] = await Promise.all([write(app), hasLittleRoom(app)]);
	const isFull = written === 'full' || performance.now() - app.condition.fullAt < FULL_MS;
	const trouble = isFull ? 'full' : typeof written === 'string' ? written : undefined;
	const schema = Object.keys(migrations).at(-1) ?? '';
	return {
		ok: trouble === undefined,
		database: app.engine,
		...(trouble && { trouble }),
		disk: isFull ? 'full' : isLow ? 'low' : 'ok',
		schema,
		isOutdated: typeof written === 'object' && written.schema > schema,
		clock: app.isClockBehind() ? 'behind' : 'ok',
		live: app.isLive() ? 'ok' : 'lost'
	};
}

/** Writes a row that says nothing, and reads how far the schema is. */
async function write(app: App): Promise<{ schema: string } | Trouble> {
	const silence = Promise.withResolvers<Trouble>();
	const timer = setTimeout(() => silence.resolve('away'), LONGEST_MS);
	try {
		return await Promise.race([writeRow(app), silence.promise]);
	} finally {
		clearTimeout(timer);
	}
}

async function writeRow({ db }: App): Promise<{ schema: string } | Trouble> {
	try {
		await db
			.updateTable('opening')
			.set((eb) => ({ id: eb.ref('id') }))
			.execute();
		const { rows } = await sql<{ name: string }>`
			select max(name) as name from kysely_migration`.execute(db);
		return { schema: rows[0]?.name ?? '' };
	} catch (error) {
		const trouble = troubleOf(error);
		if (!trouble) throw error;
		return trouble;
	}
}

async function hasLittleRoom({ engine, dataDir }: App): Promise<boolean> {
	if (engine !== 'sqlite') return false;
	const { bavail, bsize } = await statfs(dataDir);
	return bavail * bsize < LOW_BYTES;
}
