/**
 * Everything CI runs, in one command: the machine is set up, then lock file, lint, types, unit tests, build, journeys, and a
 * short selection on other days. `--quick` (npm run test:quick): lint, types and unit tests on SQLite, without the long
 * ones. Every step runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fallen, readPlaywright, readVitest, slowest } from './reports.js';
import { setUp } from './set-up/set-up.js';

/** @typedef {import('./reports.js').Counted} Counted */

const isQuick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'branchbook-test-'));
/** @type {Counted[]} */
const counted = [];

/**
 * Two that run side by side would mix their lines, so `held` keeps a command’s lines until it has ended.
 * @param {string} name @param {string[]} args @param {{ env?: Record<string, string>, held?: boolean }} [how]
 * @returns {Promise<boolean>}
 */
async function run(name, args, { env = {}, held = false } = {}) {
	const started = performance.now();
	const title = [
		...Object.entries(env)
			.filter(([key]) => key === 'TEST_DAY')
			.map(([, day]) => `on ${day}:`),
		name,
		...args.filter((arg) => !arg.startsWith('--outputFile'))
	].join(' ');
	if (!held) console.log(`\n▸ ${title}`);
	const child = spawn(name, args, {
		stdio: ['inherit', held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'],
		env: { ...process.env, ...env }
	});
	/** @type {Buffer[]} */
	const lines = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => lines.push(part));
	const status = await new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', resolve);
	});
	if (held) process.stdout.write(`\n▸ ${title}\n${Buffer.concat(lines)}`);
	console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s, exit ${status}`);
	return status === 0;
}

/** A step that counts as one test. @param {string} title @param {Promise<boolean>} running */
async function step(title, running) {
	const isGood = await running;
	counted.push({
		passed: isGood ? 1 : 0,
		failed: isGood ? 0 : 1,
		tests: [],
		missing: isGood ? '' : title
	});
	return isGood;
}

let serial = 0;

/** @param {string[]} args @param {Parameters<typeof run>[2]} [how] */
async function vitest(args, how) {
	const report = join(scratch, `vitest-${++serial}.json`);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
	counted.push(readVitest(report, await run('vitest', ['run', ...args, ...reporters], how)));
}

/** @param {string[]} args @param {Parameters<typeof run>[2]} [how] */
async function journeys(args, how) {
	const report = join(scratch, `playwright-${++serial}.json`);
	const env = { ...how?.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
	const output = join(scratch, `results-${serial}`);
	const isGood = await run(
		'playwright',
		['test', ...args, '--reporter=list,json', `--output=${output}`],
		{ ...how, env }
	);
	counted.push(readPlaywright(report, isGood));
}

/** Days on which a suite that ages would turn red: the machine’s, the next, a leap day, a year’s end, two years on. */
function otherDays() {
	const now = new Date();
	const year = now.getUTCFullYear();
	const leap = Array.from({ length: 9 }, (_, at) => year + at).find(
		(one) =>
			new Date(Date.UTC(one, 1, 29)).getUTCDate() === 29 && Date.UTC(one, 1, 29) >= now.getTime()
	);
	const on = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 10);
	return [
		on(now.getTime()),
		on(now.getTime() + 86_400_000),
		`${leap}-02-29`,
		`${year}-12-31`,
		on(Date.UTC(year + 2, now.getUTCMonth(), now.getUTCDate()))
	];
}

/** Two at a time. @param {(() => Promise<unknown>)[]} works */
async function inPairs(works) {
	const left = works.values();
	const lane = async () => {
		for (const work of left) await work();
	};
	await Promise.all([lane(), lane()]);
}

const lacking = isQuick ? [] : setUp();
const lacks = (/** @type {string} */ name) => lacking.some((need) => need.name === name);
process.env['TEST_LACKS'] = lacking.map(({ name }) => name).join(', ');

await step('lock file', run('node', ['tests/check-lock.js']));
// Both start with svelte-kit sync, which must not happen twice at once.
await run('svelte-kit', ['sync']);
await Promise.all([
	step('lint', run('npm', ['run', '--silent', 'lint:only'], { held: true })),
	step('types', run('npm', ['run', '--silent', 'check:only'], { held: true }))
]);
if (isQuick) await vitest(['--project', 'unit'], { env: { TEST_QUICK: '1' } });
else {
	await vitest(lacks('PostgreSQL') ? ['--project', 'unit'] : []);
	const isBuilt = await step('build', run('npm', ['run', '--silent', 'build']));
	const canOpen = isBuilt && !lacks('Chromium');
	if (canOpen) {
		await journeys(['--project=side-by-side', '--workers=2']);
		await journeys(['--project=alone']);
	}
	// What judges by the day: the demo campus, the rules, what is due; a browser on the first and the last.
	const short = [
		'test-day.test.ts',
		'demo',
		'domain/rules',
		'domain/features/reminders',
		'routes/home.test.ts'
	];
	const days = otherDays();
	const opened = canOpen ? [days[0], days.at(-1)] : [];
	await inPairs([
		...days.map((TEST_DAY) => () => {
			const files = short.map((file) => `tests/${file}`);
			return vitest(['--project', 'unit', ...files], { env: { TEST_DAY }, held: true });
		}),
		...opened.map(
			(day) => () =>
				journeys(['--project=side-by-side', 'journeys/day.spec'], {
					env: { TEST_DAY: String(day) },
					held: true
				})
		)
	]);
}

rmSync(scratch, { recursive: true, force: true });
console.log(`\nThe slowest tests:`);
for (const line of slowest(counted, 20)) console.log(`  ${line}`);
for (const { missing } of counted) if (missing) console.log(`\nFailed: ${missing}`);
for (const line of fallen(counted)) console.log(`\nFailed: ${line}`);
for (const { name, without } of lacking) console.log(`\nNot run, for want of ${name}: ${without}`);
const sum = (/** @type {'passed' | 'failed'} */ key) =>
	counted.reduce((all, one) => all + one[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
