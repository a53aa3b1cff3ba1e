import type Dexie from 'dexie';
import type { Problem, Result } from '#domain/kernel/problem';

/** The browser cut the connection (iOS does so to a page in the background). */
const LOST = new Set([
	'InvalidStateError',
	'UnknownError',
	'AbortError',
	'DatabaseClosedError',
	'TransactionInactiveError'
]);
const CLEARED = 'VaultGone';
const FULL = new Set(['QuotaExceededError']);

/**
 * The names of an error and of what it wraps: Dexie puts one cause into `inner`, and those of an
 * operation over many records (BulkError) into `failures`.
 */
function namesOf(error: unknown, depth = 0): string[] {
	// A DOMException is no Error in every browser.
	if (typeof error !== 'object' || error === null || !('name' in error) || depth > 4) return [];
	const { inner, failures = [] } = error as { inner?: unknown; failures?: unknown[] };
	const causes = [inner, ...failures.slice(0, 1)];
	return [String(error.name), ...causes.flatMap((cause) => namesOf(cause, depth + 1))];
}

/** What a failed write means to a person; undefined when it is a defect of ours. */
export function storageProblem(error: unknown): Problem | undefined {
	const names = namesOf(error);
	if (names.includes(CLEARED)) return { code: 'storage.cleared' };
	if (names.some((name) => FULL.has(name))) return { code: 'storage.full' };
	if (names.some((name) => LOST.has(name))) return { code: 'storage.lost' };
	return undefined;
}

/**
 * Runs one unit of work that writes all or nothing. A lost connection is opened once more and the
 * same unit runs again, so it must be idempotent; a full disk or a second loss is told as a problem.
 */
export async function durably<T>(db: Dexie, unit: () => PromiseLike<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await unit() };
	} catch (error) {
		const problem = storageProblem(error);
		if (!problem) throw error;
		if (problem.code !== 'storage.lost') return { ok: false, problem };
	}
	try {
		db.close({ disableAutoOpen: false });
		await db.open();
		return { ok: true, value: await unit() };
	} catch (error) {
		const problem = storageProblem(error);
		if (!problem) throw error;
		return { ok: false, problem };
	}
}
