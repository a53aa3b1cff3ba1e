import { test as anyTest } from '@playwright/test';
import { onTestDay } from './device-clock';

/** What journeys are written with: every page of `browser` and `page` runs on the day of the tests. */
export const test = anyTest.extend<object, { browserOnTestDay: void }>({
	browser: [async ({ browser }, use) => use(onTestDay(browser)), { scope: 'worker' }]
});
export { expect } from '@playwright/test';
