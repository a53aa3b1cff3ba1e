import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** Connections of one server; ten are enough to keep one machine of PostgreSQL busy. */
const CONNECTIONS = 10;
/** A statement or a transaction that hangs must not hold a campus’s clock for ever. */
const LONGEST_MS = 60_000;
const INT8: number = pg.types.builtins.INT8;

/** Says what went wrong by code only: the text of such an error may hold the address and the password. */
export class DatabaseUnreachable extends Error {
	override readonly name = 'DatabaseUnreachable';

	constructor(reason: string) {
		super(`PostgreSQL cannot be used (${reason}); see DATABASE_URL.`);
	}
}

/** Counters fit in a double for the next hundred thousand years of changes. */
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
};

/** How every connection to the database is made. */
export function clientConfig(url: string): pg.ClientConfig {
	if (!/^postgres(ql)?:\/\//.test(url))
		throw new DatabaseUnreachable('not a postgresql:// address');
	return {
		connectionString: url,
		application_name: 'branchbook',
		connectionTimeoutMillis: 10_000,
		keepAlive: true,
		statement_timeout: LONGEST_MS,
		idle_in_transaction_session_timeout: LONGEST_MS,
		types
	};
}

/**
 * A pool on the database of DATABASE_URL. `lost` hears of idle connections that break; the pool
 * replaces them by itself.
 */
export async function openPostgresql(
	url: string,
	lost: (error: Error) => void
): Promise<PostgresDialect> {
	try {
		const pool = new pg.Pool({ ...clientConfig(url), max: CONNECTIONS });
		pool.on('error', lost);
		await refuseForgetful(pool);
		return new PostgresDialect({ pool });
	} catch (error) {
		throw unreachable(error);
	}
}

/** What is acknowledged has to survive a power cut: an asynchronous commit does not. */
async function refuseForgetful(pool: pg.Pool): Promise<void> {
	try {
		const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
		if (rows[0]?.synchronous_commit === 'off')
			throw new DatabaseUnreachable('synchronous_commit is off');
	} catch (error) {
		await pool.end();
		throw error;
	}
}

export function unreachable(error: unknown): DatabaseUnreachable {
	if (error instanceof DatabaseUnreachable) return error;
	const code =
		typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return new DatabaseUnreachable(typeof code === 'string' ? code : 'no answer');
}
