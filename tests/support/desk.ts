import type { Page } from '@playwright/test';
import type { BuiltServer } from './built-server';
import { expect } from './journey';

export const ROOT = 'a990000000001';
export const NEW_PASSWORD = 'Harbour-lights-27-quiet';

/** Opens the set-up link and loads the organisations of the demo campus, without members. */
export async function openCampus(server: BuiltServer, page: Page): Promise<Map<string, string>> {
	const link = /http:\/\/\S*\/setup\?token=\S+/.exec(server.output())?.[0];
	expect(link, 'the console prints a set-up link').toBeTruthy();
	await page.goto(link!);
	await page.getByRole('button', { name: /仅载入示例组织/ }).click();
	await expect(page.getByTestId('account').first()).toBeVisible();
	const passwords = new Map<string, string>();
	for (const row of await page.getByTestId('account').all()) {
		const account = (await row.getAttribute('data-account')) ?? '';
		passwords.set(account, (await row.getAttribute('data-password')) ?? '');
	}
	return passwords;
}

/** First sign-in with the password of the set-up page; a new one is chosen at once. */
export async function signInFirst(
	server: BuiltServer,
	page: Page,
	account: string,
	first: string
): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(first);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByLabel('新密码', { exact: true }).fill(NEW_PASSWORD);
	await page.getByLabel('再次输入新密码').fill(NEW_PASSWORD);
	const current = page.getByLabel('当前密码');
	if (await current.isVisible()) await current.fill(first);
	await page.getByRole('button', { name: '保存新密码' }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
}

/** A committee finds a branch in its tree by the code of its account and opens its 用户管理. */
export async function openAccounts(page: Page, branch: string): Promise<void> {
	await page.getByRole('link', { name: '党组织', exact: true }).first().click();
	// The pane beside 党员 has a box of the same name.
	await page.waitForURL(/\/orgs$/);
	await page.getByLabel('搜索党组织').fill(branch.slice(1));
	const found = page.locator('a[href^="/orgs/"]');
	await expect.poll(() => found.count()).toBeLessThan(5);
	await found.last().click();
	await page.getByRole('link', { name: '用户管理' }).click();
	await expect(page.getByRole('heading', { name: branch })).toBeVisible();
}
