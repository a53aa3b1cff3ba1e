/**
 * `npm run kills -- --server 1000`: the server of the kill test is killed that many times during
 * pushes, on each engine. CI runs the same test with a dozen.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { server: { type: 'string' } } });
const kills = Number(values.server);
if (!Number.isSafeInteger(kills) || kills < 1) {
	console.error('npm run kills -- --server 1000');
	process.exit(2);
}
const { status } = spawnSync('vitest', ['run', 'tests/server/kill.test.ts'], {
	stdio: 'inherit',
	env: { ...process.env, KILLS: String(kills) }
});
process.exit(status ?? 1);
