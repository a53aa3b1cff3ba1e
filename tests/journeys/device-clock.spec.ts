import { startBuilt, type BuiltServer } from '../support/built-server';
import { setDeviceDay } from '../support/device-clock';
import { accounts, open, password, screens, signIn } from '../support/screens';
import { expect, test } from '../support/journey';

/** A phone whose clock is off by years judges by the server’s day and says so. */

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

for (const [years, words] of [
	[-2, '本机时间慢了 2 年'],
	[2, '本机时间快了 2 年']
] as const) {
	test(`[S-12] ${words}: said with the way to mend it, and 入党日期 is judged by the server’s day`, async ({
		browser
	}) => {
		const context = await browser.newContext();
		const now = new Date();
		const day = `${now.getFullYear() + years}${now.toISOString().slice(4, 10)}`.replace(
			'02-29',
			'02-28'
		);
		await setDeviceDay(context, day);
		const page = await context.newPage();
		await signIn(page, server.origin, accounts.phone);
		const notice = page.getByTestId('clock-notice');
		await expect(notice.getByText(words)).toBeVisible({ timeout: 30_000 });
		await expect(notice.getByText('自动设置日期和时间')).toBeVisible();
		await open(page, screens.me);
		await expect(notice.getByText(words)).toBeVisible();
		// It survives a restart without a network.
		await page.reload();
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '解锁', exact: true }).click();
		await expect(notice.getByText(words)).toBeVisible();
		await context.close();
	});
}
