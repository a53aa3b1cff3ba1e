import type { BrowserContext, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, readyOffline, test } from '../support/journey';

/** The browser empties its storage under the open page: nothing is said to be saved, and nothing is lost (V-6). */

const BRANCH = 'u990000000012';
const PASSWORD = 'Harbour-lights-27-quiet';
let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	await server.dispose();
});

async function signIn(page: Page): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	await readyOffline(page);
}

async function openForm(page: Page): Promise<string> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	const edit = page.getByRole('button', { name: /^编辑 / }).first();
	const name = ((await edit.getAttribute('aria-label')) ?? '').replace('编辑 ', '');
	await edit.click();
	await expect(page.getByLabel('现居住地')).toBeVisible();
	return name;
}

/** 清除网站数据, as the browser's own settings do it. */
async function clearSiteData(context: BrowserContext, page: Page, types: string): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('Storage.clearDataForOrigin', {
		origin: server.origin,
		storageTypes: types
	});
}

const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true });
const banner = (page: Page) => page.getByTestId('storage-cleared');

test('[V-6] 保存 into an emptied database is refused, one tap writes everything anew, and a reload finds it', async ({
	page,
	context
}) => {
	await signIn(page);
	await openForm(page);
	await page.getByLabel('现居住地').fill('示例路 1 号');
	await save(page).click();
	await expect(page.getByText('已保存').first()).toBeVisible();

	await context.setOffline(true);
	await page.getByLabel('现居住地').fill('示例路 2 号');
	await save(page).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
	await page.getByLabel('现居住地').fill('示例路 3 号');
	await clearSiteData(context, page, 'indexeddb');
	await save(page).click();

	await expect(banner(page).getByText('本机存储已被清除')).toBeVisible();
	await expect(page.getByText(/已保存|已同步/)).toHaveCount(0);
	await expect(page.getByLabel('现居住地')).toHaveValue('示例路 3 号');

	await banner(page).getByRole('button', { name: '重新写入本机' }).click();
	await expect(banner(page).getByText('已重新写入本机')).toBeVisible();
	await save(page).click();
	await expect(page.getByText(/^\s*已保存/).first()).toBeVisible();

	const address = new URL(page.url()).pathname;
	await context.setOffline(false);
	await page.goto(server.origin + address);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
	await expect(page.getByLabel('现居住地')).toHaveValue('示例路 3 号');
	await expect(page.getByText('已同步').first()).toBeVisible({ timeout: 60_000 });
});

test('[V-6] everything of the site cleared, the session too: signing in again goes on with what is in memory', async ({
	page,
	context
}) => {
	await signIn(page);
	await openForm(page);
	await page.getByLabel('现居住地').fill('示例路 7 号');
	await clearSiteData(context, page, 'all');
	await save(page).click();
	await expect(banner(page).getByText('本机存储已被清除')).toBeVisible();
	await banner(page).getByRole('button', { name: '重新写入本机' }).click();
	await expect(banner(page).getByText('已重新写入本机')).toBeVisible();
	await save(page).click();
	await expect(page.getByText('登录已过期').first()).toBeVisible();
	const address = new URL(page.url()).pathname;
	await page.goto(`${server.origin}${address}`);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
	await expect(page.getByLabel('现居住地')).toHaveValue('示例路 7 号');
	// The password typed to unlock renews the session too.
	await expect(page.getByText('已同步').first()).toBeVisible({ timeout: 60_000 });
});

test('[V-6] 锁定 with unsent changes in memory only writes them first', async ({
	page,
	context
}) => {
	await signIn(page);
	await openForm(page);
	await context.setOffline(true);
	await page.getByLabel('现居住地').fill('示例路 9 号');
	await save(page).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
	await clearSiteData(context, page, 'indexeddb');
	const address = new URL(page.url()).pathname;
	await page.getByRole('link', { name: '我的' }).click();
	await page.getByRole('button', { name: '锁定' }).click();
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	await context.setOffline(false);
	await page.goto(server.origin + address);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
	await expect(page.getByLabel('现居住地')).toHaveValue('示例路 9 号');
});
