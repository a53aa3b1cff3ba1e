/** What test runners wrote down: how many passed, how many failed, and how long each test took. */
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Test
 * @property {string} name
 * @property {number} ms
 * @property {string} fault The first line of what it failed with; '' where it did not fail.
 */

/**
 * @typedef {object} Counted
 * @property {number} passed
 * @property {number} failed
 * @property {Test[]} tests
 * @property {string} missing What failed as a whole; '' where nothing did.
 */

/**
 * A report that is missing or unreadable counts as a failure of the whole step, and so does a runner that failed
 * although each of its tests passed.
 * @param {string} runner @param {string} file @param {boolean} isGood
 * @param {(report: any) => Omit<Counted, 'missing'>} read @returns {Counted}
 */
function counted(runner, file, isGood, read) {
	try {
		const found = read(JSON.parse(readFileSync(file, 'utf8')));
		const fell = !isGood && found.failed === 0;
		return { ...found, failed: found.failed + (fell ? 1 : 0), missing: fell ? runner : '' };
	} catch (error) {
		return { passed: 0, failed: 1, tests: [], missing: `${runner}, no report: ${error}` };
	}
}

/** @param {string} file @param {boolean} isGood */
export function readVitest(file, isGood) {
	return counted('vitest', file, isGood, (report) => ({
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		tests: report.testResults.flatMap((/** @type {any} */ suite) =>
			suite.assertionResults.map((/** @type {any} */ test) => ({
				name: `${shortOf(suite.name)} › ${test.title}`,
				ms: test.duration ?? 0,
				fault: test.status === 'failed' ? firstLine(test.failureMessages?.[0]) : ''
			}))
		)
	}));
}

/** @param {string} file @param {boolean} isGood */
export function readPlaywright(file, isGood) {
	return counted('playwright', file, isGood, ({ stats, suites }) => ({
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected,
		tests: suites.flatMap((/** @type {any} */ suite) => specsOf(suite))
	}));
}

/** @param {any} suite @returns {Test[]} */
function specsOf({ specs = [], suites = [] }) {
	const own = specs.flatMap((/** @type {any} */ spec) =>
		spec.tests.map((/** @type {any} */ test) => ({
			name: `${spec.file} › ${spec.title}`,
			ms: test.results.reduce(
				(/** @type {number} */ all, /** @type {any} */ one) => all + one.duration,
				0
			),
			fault:
				test.status === 'unexpected'
					? firstLine(test.results.at(-1)?.error?.message ?? test.results.at(-1)?.status)
					: ''
		}))
	);
	return [...own, ...suites.flatMap((/** @type {any} */ inner) => specsOf(inner))];
}

/** @param {string} path */
function shortOf(path) {
	return path.slice(path.lastIndexOf('/tests/') + 1);
}

/** @param {unknown} message */
function firstLine(message) {
	// eslint-disable-next-line no-control-regex -- runners colour their messages
	const plain = String(message ?? 'failed').replaceAll(/\u001B\[[0-9;]*m/g, '');
	return plain.trim().split('\n', 1)[0]?.slice(0, 200) || 'failed';
}

/** @param {Counted[]} steps @returns {string[]} */
export function fallen(steps) {
	return steps
		.flatMap(({ tests }) => tests)
		.filter(({ fault }) => fault !== '')
		.map(({ name, fault }) => `${name}: ${fault}`);
}

/** @param {Counted[]} steps @param {number} most @returns {string[]} */
export function slowest(steps, most) {
	return steps
		.flatMap(({ tests }) => tests)
		.sort((a, b) => b.ms - a.ms)
		.slice(0, most)
		.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);
}
