/**
 * `npm run restore -- FILE [--replace]`: puts a backup into the database, all of it or nothing. Stop
 * the servers first. Everybody signs in again; devices then send what the backup does not know (S-14).
 */
import { restore } from '#server/backup/restore';
import { runCommand, typedPath, usage } from './run-command.js';

const words = process.argv.slice(2);
const replace = words.includes('--replace');
const [file, ...rest] = words.filter((word) => word !== '--replace');
if (!file || rest.length > 0) usage('npm run restore -- FILE [--replace]');
await runCommand({ mayBeNew: true }, async (db) => {
	const { header, rows } = await restore(db, typedPath(file), { replace, now: new Date() });
	console.log(
		`Restored as of ${header.at}: ${rows.record} rows, ${rows.change_log} lines of the log.`
	);
	console.log('Now check it with npm run verify-log, then start the server.');
});
