/**
 * `npm run verify-log`: walks the log of every campus along its chain of hashes. A line that was
 * changed, removed or inserted is named, and the exit code is 1.
 */
import { verifyLog } from '#server/sync/verify-log';
import { runCommand } from './run-command.js';

await runCommand({ mayBeNew: false }, async (db) => {
	const isWhole = await verifyLog(db, (campus, report) => {
		if (report.ok) console.log(`${campus}: ${report.lines} lines, unbroken.`);
		else console.error(`${campus}: broken at line ${report.brokenAt}.`);
	});
	if (!isWhole) process.exitCode = 1;
});
