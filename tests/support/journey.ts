import { test as anyTest, type Page } from '@playwright/test';
import { onTestDay } from './device-clock';

/** What journeys are written with: every page of `browser` and `page` runs on the day of the tests. */
export const test = anyTest.extend<object, { browserOnTestDay: void }>({
	browser: [async ({ browser }, use) => use(onTestDay(browser)), { scope: 'worker' }]
});
export { expect } from '@playwright/test';

/** Everything is stored on the device; only then may a test take its network away. */
export async function readyOffline(page: Page): Promise<void> {
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}
