import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackupProblem } from '#server/backup/tables';
import { connectAsIs, databaseFile } from '#server/db/connect';
import { DatabaseUnreachable } from '#server/db/unreachable';
import { settingsOf } from '#server/settings';
import { StartRefused } from '#server/start-refused';

/** A path as the person typed it, wherever npm moved to since. @param {string} path */
export function typedPath(path) {
	return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** What an administrator has to put right; anything else is a defect. @param {unknown} error */
function messageOf(error) {
	for (const kind of [BackupProblem, DatabaseUnreachable, StartRefused]) {
		if (error instanceof kind) return error.message;
	}
	throw error;
}

/** @param {string} text @returns {never} */
export function usage(text) {
	console.error(text);
	process.exit(2);
}

/**
 * Opens the database that `npm start` would use, as it is, and runs one command on it.
 * @param {{ mayBeNew: boolean }} options
 * @param {(db: import('#server/db/schema').Database) => Promise<void>} work
 */
export async function runCommand({ mayBeNew }, work) {
	process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
	const settings = settingsOf(process.env);
	try {
		if (!settings.databaseUrl && !mayBeNew && !existsSync(databaseFile(settings.dataDir))) {
			throw new BackupProblem(`There is no database in ${settings.dataDir}. Set DATA_DIR?`);
		}
		const { db } = await connectAsIs(settings);
		try {
			await work(db);
		} finally {
			await db.destroy();
		}
	} catch (error) {
		console.error(messageOf(error));
		process.exitCode = 1;
	}
}
