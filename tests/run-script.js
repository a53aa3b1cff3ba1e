/**
 * Runs a TypeScript script that imports `#floor/…` and `./x` as the app does:
 * `node tests/run-script.js FILE [ARGUMENTS]`; the script sees its arguments from `process.argv[2]` on.
 */
import { runnerImport } from 'vite';
import './support/test-day.js';

process.argv.splice(1, 1);
const file = process.argv[1];
if (!file) {
	console.error('Name the script: node tests/run-script.js FILE [ARGUMENTS]');
	process.exit(1);
}
await runnerImport(file, { configFile: false, logLevel: 'error' });
