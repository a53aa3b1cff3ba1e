/**
 * `npm run backup -- FILE`: everything in one checked file, while the server goes on. Either engine
 * writes the same file. It holds personal data in clear: keep it as you keep the database.
 */
import { writeBackup } from '#server/backup/write-backup';
import { runCommand, typedPath, usage } from './run-command.js';

const [file, ...rest] = process.argv.slice(2);
if (!file || rest.length > 0) usage('npm run backup -- FILE');
await runCommand({ mayBeNew: false }, async (db) => {
	const rows = await writeBackup(db, typedPath(file), new Date());
	console.log(`${file}: ${rows.record} rows, ${rows.change_log} lines of the log.`);
});
