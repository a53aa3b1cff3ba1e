/**
 * Everything CI runs, in one command: lock file, lint, types, unit tests, build, journeys.
 * Every step runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'branchbook-test-'));
let passed = 0;
let failed = 0;

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function run(command, args, env = {}) {
	const started = Date.now();
	console.log(`\n▸ ${command} ${args.join(' ')}`);
	const done = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	console.log(`  ${((Date.now() - started) / 1000).toFixed(1)} s, exit ${done.status}`);
	return done.status === 0;
}

/** @param {boolean} ok */
function step(ok) {
	if (ok) passed += 1;
	else failed += 1;
	return ok;
}

/**
 * A report that is missing or unreadable counts as a failure of the whole step.
 * @param {string} file @param {boolean} ok
 */
function countVitest(file, ok) {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8'));
		passed += report.numPassedTests;
		failed += report.numFailedTests;
		if (!ok && report.numFailedTests === 0) failed += 1;
	} catch (error) {
		console.error(`no vitest report: ${error}`);
		failed += 1;
	}
}

/** @param {string} file @param {boolean} ok */
function countPlaywright(file, ok) {
	try {
		const { stats } = JSON.parse(readFileSync(file, 'utf8'));
		passed += stats.expected + stats.flaky;
		failed += stats.unexpected;
		if (!ok && stats.unexpected === 0) failed += 1;
	} catch (error) {
		console.error(`no playwright report: ${error}`);
		failed += 1;
	}
}

step(run('node', ['tests/check-lock.js']));
step(run('npm', ['run', '--silent', 'lint']));
step(run('npm', ['run', '--silent', 'check']));

const vitestReport = join(scratch, 'vitest.json');
countVitest(
	vitestReport,
	run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${vitestReport}`])
);

if (step(run('npm', ['run', '--silent', 'build']))) {
	const playwrightReport = join(scratch, 'playwright.json');
	countPlaywright(
		playwrightReport,
		run('playwright', ['test', '--reporter=list,json'], {
			PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport
		})
	);
}

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
