/**
 * `npm run kills -- --server 1000`: the server of the kill test is killed that many times during
 * pushes, on each engine. CI runs the same test with a dozen.
 * `npm run kills -- --chromium 200`: a real Chromium is killed while it saves and exchanges, against
 * the built server. CI does it six times.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: { server: { type: 'string' }, chromium: { type: 'string' } }
});
const { server, chromium } = values;
const kills = Number(server ?? chromium);
if (!Number.isSafeInteger(kills) || kills < 1) {
	console.error('npm run kills -- --server 1000, or npm run kills -- --chromium 200');
	process.exit(2);
}
const [command, args] = server
	? ['vitest', ['run', 'tests/server/kill.test.ts']]
	: ['node', ['tests/run-script.js', 'tests/kills/main.ts', String(kills)]];
const env = { ...process.env, KILLS: String(kills) };
const { status } = spawnSync(command, args, { stdio: 'inherit', env });
process.exit(status ?? 1);
