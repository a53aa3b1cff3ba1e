import { defineConfig } from '@playwright/test';
import './tests/support/test-day.js';
import { chromiumFlags, chromiumPath } from './tests/support/chromium';

const lacks = (name: string) => (process.env['TEST_LACKS'] ?? '').split(', ').includes(name);

export default defineConfig({
	testDir: 'tests/journeys',
	// npm test says what the machine lacks, and names these as not run (tests/set-up).
	testIgnore: lacks('PostgreSQL') ? ['**/two-servers.spec.ts'] : [],
	ignoreSnapshots: lacks('a CJK font'),
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// One after the other: every journey has its own server and browser, and the machine is small.
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
