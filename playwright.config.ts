import { defineConfig } from '@playwright/test';
import './tests/support/test-day.js';
import { chromiumFlags, chromiumPath } from './tests/support/chromium';

export default defineConfig({
	testDir: 'tests/journeys',
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
