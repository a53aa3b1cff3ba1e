import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { BoundedPool } from '#server/db/bounded-pool';
import { DatabaseUnreachable, unreachable } from '#server/db/unreachable';

/** Connections of one server; ten are enough to keep one machine of PostgreSQL busy. */
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** PostgreSQL ends a statement a little before this side gives it up, and says so. */
const GRACE_MS = 5_000;
/** A transaction that hangs must not hold a campus’s clock for ever. */
const LONGEST_IDLE_MS = 60_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
const INT8: number = pg.types.builtins.INT8;

/** How long a statement may take. */
export const patience = {
	/** A device waits twenty seconds for an answer. */
	serving: 15_000,
	/** Migrations and the administrator’s commands read and write whole tables. */
	working: 600_000
} as const;

/** Counters fit in a double for the next hundred thousand years of changes. */
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
};

/** How every connection to the database is made. */
export function clientConfig(url: string, statementMs: number): pg.ClientConfig {
	if (!/^postgres(ql)?:\/\//.test(url))
		throw new DatabaseUnreachable('not a postgresql:// address');
	return {
		connectionString: url,
		application_name: 'branchbook',
		connectionTimeoutMillis: CONNECT_MS,
		keepAlive: true,
		statement_timeout: statementMs,
		idle_in_transaction_session_timeout: LONGEST_IDLE_MS,
		types
	};
}

export interface PoolOptions {
	statementMs: number;
	/** How long to wait for a PostgreSQL that is not there yet; 0 tries once. */
	waitMs?: number | undefined;
	/** Hears of connections that break, idle or in use; the pool replaces them by itself. */
	lost: (error: Error) => void;
	/** Hears once that PostgreSQL is waited for. */
	waiting?: ((reason: string) => void) | undefined;
}

/** A pool on the database of DATABASE_URL. */
export async function openPostgresql(url: string, options: PoolOptions): Promise<PostgresDialect> {
	const { statementMs, lost } = options;
	let pool: pg.Pool | undefined;
	try {
		pool = new pg.Pool({ ...clientConfig(url, statementMs), max: CONNECTIONS });
		// A connection in use has no listener but this one; an error nobody hears ends the process.
		pool.on('connect', (client) => client.on('error', lost));
		// Every error of an idle connection arrives here too, after its own listener has told it.
		pool.on('error', () => undefined);
		await refuseForgetful(pool, options);
		return new PostgresDialect({ pool: new BoundedPool(pool, statementMs + GRACE_MS) });
	} catch (error) {
		await pool?.end();
		throw unreachable(error);
	}
}

/** What is acknowledged has to survive a power cut: an asynchronous commit does not. */
async function refuseForgetful(pool: pg.Pool, options: PoolOptions): Promise<void> {
	const { rows } = await patiently(options, () =>
		pool.query<{ synchronous_commit: string }>('show synchronous_commit')
	);
	if (rows[0]?.synchronous_commit === 'off')
		throw new DatabaseUnreachable('synchronous_commit is off');
}

/** A PostgreSQL that starts with the machine may come later than this server. */
async function patiently<T>(
	{ waitMs = 0, waiting }: PoolOptions,
	ask: () => Promise<T>
): Promise<T> {
	const until = performance.now() + waitMs;
	for (let attempt = 0; ; attempt++) {
		try {
			return await ask();
		} catch (error) {
			if (performance.now() >= until || !mayPass(error)) throw error;
			if (attempt === 0) waiting?.(unreachable(error).reason);
		}
		const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
		await new Promise((resolve) => setTimeout(resolve, wait));
	}
}

/** Classes of SQLSTATE: connection exceptions, operator intervention (starting, stopping), resources. */
const PASSING = /^(08|57P|53)/;

/** A wrong password or a missing database does not come right by waiting. */
function mayPass(error: unknown): boolean {
	if (error instanceof pg.DatabaseError) return PASSING.test(error.code ?? '');
	return !(error instanceof DatabaseUnreachable) && !(error instanceof TypeError);
}
