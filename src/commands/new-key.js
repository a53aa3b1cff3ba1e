/**
 * `npm run new-key`: for the day escrow.key is lost for good. Stop the servers first. The database goes
 * on with the key in DATA_DIR or ESCROW_KEY, or a new one; devices hand in their own keys again.
 */
import { migrate } from '#server/db/migrate';
import { takeNewKey } from '#server/session/own-keys';
import { settingsOf } from '#server/settings';
import { runCommand, usage } from './run-command.js';

if (process.argv.length > 2) usage('npm run new-key');
await runCommand({ mayBeNew: false }, async (db) => {
	await migrate(db);
	const { dataDir, escrowKey } = settingsOf(process.env);
	const count = await takeNewKey(db, { dataDir, given: escrowKey });
	console.log(`The database goes on with this key. ${count} devices will hand in theirs again.`);
	console.log('Keep a copy of the key apart from database backups, then start the server.');
});
