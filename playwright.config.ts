import { defineConfig } from '@playwright/test';
import './tests/support/test-day.js';
import { chromiumFlags, chromiumPath, shellPath } from './tests/support/chromium';

const lacks = (name: string) => (process.env['TEST_LACKS'] ?? '').split(', ').includes(name);

// npm test says what the machine lacks, and names these as not run (tests/set-up).
const lacking = lacks('PostgreSQL') ? ['**/two-servers.spec.ts'] : [];
const alone = ['install', 'kills', 'messy', 'start-up'].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
	testDir: 'tests/journeys',
	ignoreSnapshots: lacks('a CJK font'),
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// Every journey has its own server and browser, so CI runs two files at a time (tests/run.js); those that
	// measure, kill, or exchange the build for another one stay alone.
	projects: [
		{
			name: 'side-by-side',
			testIgnore: [...lacking, ...alone],
			use: { launchOptions: { executablePath: shellPath(), args: chromiumFlags } }
		},
		{ name: 'alone', testMatch: alone }
	],
	snapshotPathTemplate: '{testDir}/{testFilePath}-snapshots/{arg}-{platform}{ext}',
	workers: 1,
	retries: 0,
	use: {
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 390, height: 844 },
		launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
		trace: 'off'
	}
});
