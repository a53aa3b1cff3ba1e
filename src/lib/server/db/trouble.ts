import { DatabaseUnreachable } from '#server/db/unreachable';

/**
 * Why the database did not do its work though the request was right. `away`: busy, restarting, not
 * reachable. `full`: it reads but cannot write, for want of space or because it is read-only.
 */
export type Trouble = 'away' | 'full';

/** Primary codes of SQLite: BUSY, LOCKED, CANTOPEN; READONLY, FULL. */
const SQLITE: Readonly<Record<number, Trouble>> = {
	5: 'away',
	6: 'away',
	14: 'away',
	8: 'full',
	13: 'full'
};
const SQLITE_IOERR = 10;

/** SQLSTATE, or a code of Node, by its beginning; the longest first. */
const SQLSTATE: readonly [string, Trouble][] = [
	['53100', 'full'],
	['25006', 'full'],
	['ENOSPC', 'full'],
	['EDQUOT', 'full'],
	['EROFS', 'full'],
	['57014', 'away'],
	['55P03', 'away'],
	['57P', 'away'],
	['08', 'away'],
	['40', 'away'],
	['53', 'away']
];

/** What is known by the code alone: messages may hold values. Undefined for a defect of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
	if (error instanceof DatabaseUnreachable) return 'away';
	if (!(error instanceof Error)) return undefined;
	const code = sqliteCode(error);
	// An I/O error of SQLite is most often a disk that is full or gone.
	if (code !== undefined) return code === SQLITE_IOERR ? 'full' : SQLITE[code];
	const state = 'code' in error ? String(error.code) : '';
	return SQLSTATE.find(([beginning]) => state.startsWith(beginning))?.[1];
}

/** The extended codes of SQLite carry the plain one in their lowest byte. */
function sqliteCode(error: Error): number | undefined {
	return 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** SQLSTATE, the number of SQLite, or the code of Node; for the log, which holds no values. */
export function databaseCode(error: unknown): string | undefined {
	if (error instanceof DatabaseUnreachable) return error.reason;
	if (!(error instanceof Error)) return undefined;
	if ('errcode' in error) return `SQLITE ${Number(error.errcode)}`;
	const code = 'code' in error ? error.code : undefined;
	return typeof code === 'string' && /^[\w ]{1,40}$/.test(code) ? code : undefined;
}
