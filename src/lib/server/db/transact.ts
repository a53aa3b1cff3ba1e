import type { IsolationLevel } from 'kysely';
import type { Database, Trx } from '#server/db/schema';

/** Tries of one unit. A campus’s writers queue at its clock row, so that a second try is rare. */
const TRIES = 6;
const FIRST_WAIT_MS = 10;

/** serialization_failure and deadlock_detected of PostgreSQL: rolled back, and worth another try. */
const ROLLED_BACK = new Set(['40001', '40P01']);
/** SQLITE_BUSY_RECOVERY and SQLITE_BUSY_SNAPSHOT; a lock alone has been waited for already. */
const BEGIN_AGAIN = new Set([261, 517]);

/**
 * Runs one unit in one transaction, and the whole unit again when the database rolled it back for
 * the sake of another. So the unit keeps nothing outside the transaction.
 */
export async function transact<T>(
	db: Database,
	unit: (trx: Trx) => Promise<T>,
	isolation?: IsolationLevel
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			const transaction = db.transaction();
			return await (isolation ? transaction.setIsolationLevel(isolation) : transaction).execute(
				unit
			);
		} catch (error) {
			if (attempt >= TRIES || !wasRolledBack(error)) throw error;
		}
		await pause(FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random()));
	}
}

function wasRolledBack(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && ROLLED_BACK.has(String(error.code))) return true;
	return 'errcode' in error && BEGIN_AGAIN.has(Number(error.errcode));
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
