/**
 * The drills that CI runs in short, as long as wanted:
 * `npm run kills -- --server 1000` kills the server that many times during pushes, on each engine;
 * `npm run kills -- --postgresql 20` restarts PostgreSQL that many times, fast and immediate, under pushes;
 * `npm run kills -- --chromium 200` kills a real browser during saves and exchanges (wants a build).
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const number = /** @type {const} */ ({ type: 'string' });
const { values } = parseArgs({ options: { server: number, postgresql: number, chromium: number } });
const [what = '', count] = Object.entries(values)[0] ?? [];
if (!count || !/^[1-9]\d*$/.test(count) || Object.keys(values).length > 1) {
	console.error('npm run kills -- --server 1000, --postgresql 20, or --chromium 200');
	process.exit(2);
}
/** @param {string} test @param {Record<string, string>} env */
function vitest(test, env) {
	return spawnSync('vitest', ['run', test], { stdio: 'inherit', env: { ...process.env, ...env } });
}

/** @type {Record<string, () => { status: number | null }>} */
const drills = {
	server: () => vitest('tests/server/kill.test.ts', { KILLS: count }),
	postgresql: () => vitest('tests/server/postgresql/restarts.test.ts', { RESTARTS: count }),
	chromium: () =>
		spawnSync(
			process.execPath,
			['tests/run-script.js', 'tests/kills/main.ts', '--chromium', count],
			{ stdio: 'inherit' }
		)
};
process.exit(drills[what]?.().status ?? 1);
