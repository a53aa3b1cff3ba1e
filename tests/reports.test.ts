import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fallen, readPlaywright, readVitest, slowest } from './reports.js';

/** The last line of `npm test` counts what the runners wrote down, and a report that is not there. */

const folder = mkdtempSync(join(tmpdir(), 'branchbook-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, report: unknown): string {
	const file = join(folder, name);
	writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
	return file;
}

const vitest = {
	numPassedTests: 2,
	numFailedTests: 1,
	testResults: [
		{
			name: '/somewhere/tests/a.test.ts',
			assertionResults: [
				{ title: 'quick', duration: 10 },
				{ title: 'slow', duration: 4200 },
				{ title: 'skipped' }
			]
		}
	]
};
const playwright = {
	stats: { expected: 1, flaky: 1, unexpected: 0 },
	suites: [
		{
			specs: [{ file: 'b.spec.ts', title: 'one', tests: [{ results: [{ duration: 900 }] }] }],
			suites: [
				{
					specs: [
						{
							file: 'b.spec.ts',
							title: 'two',
							tests: [{ results: [{ duration: 2000 }, { duration: 3000 }] }]
						}
					]
				}
			]
		}
	]
};

test('passed and failed are what the runners say', () => {
	expect(readVitest(written('v', vitest), false)).toMatchObject({
		passed: 2,
		failed: 1,
		missing: ''
	});
	expect(readPlaywright(written('p', playwright), true)).toMatchObject({ passed: 2, failed: 0 });
});

test('a runner that fails beside its tests, and a report that is missing or cut, count as a failure', () => {
	expect(readPlaywright(written('p', playwright), false)).toMatchObject({ passed: 2, failed: 1 });
	const broken = [join(folder, 'nowhere'), written('cut', '{"numPassed'), written('odd', {})];
	for (const file of broken) {
		expect(readVitest(file, true)).toMatchObject({ passed: 0, failed: 1 });
		expect(readPlaywright(file, true).missing).toContain('no report');
	}
});

test('the slowest of all steps come first, tries of one test added up', () => {
	const steps = [
		readVitest(written('v', vitest), true),
		readPlaywright(written('p', playwright), true)
	];
	expect(slowest(steps, 3)).toEqual([
		'   5.0 s  b.spec.ts › two',
		'   4.2 s  tests/a.test.ts › slow',
		'   0.9 s  b.spec.ts › one'
	]);
});

test('what failed is named with the first line of its message, without colours', () => {
	const vitestFell = structuredClone(vitest);
	Object.assign(vitestFell.testResults[0]!.assertionResults[0]!, {
		status: 'failed',
		failureMessages: ['\u001B[31mexpected 1\u001B[39m\nto be 2']
	});
	const playwrightFell = {
		...playwright,
		suites: [
			{
				specs: [
					{
						file: 'b.spec.ts',
						title: 'three',
						tests: [
							{ status: 'unexpected', results: [{ duration: 1, error: { message: 'not there' } }] }
						]
					},
					{
						file: 'b.spec.ts',
						title: 'four',
						tests: [{ status: 'unexpected', results: [{ duration: 1, status: 'timedOut' }] }]
					}
				]
			}
		]
	};
	const steps = [
		readVitest(written('v', vitestFell), false),
		readPlaywright(written('p', playwrightFell), false)
	];
	expect(fallen(steps)).toEqual([
		'tests/a.test.ts › quick: expected 1',
		'b.spec.ts › three: not there',
		'b.spec.ts › four: timedOut'
	]);
});
