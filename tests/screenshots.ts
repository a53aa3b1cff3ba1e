/**
 * Takes the pictures of the README and every screen in both sizes: `npm run screenshots [-- FOLDER]`.
 * Wants a current build; starts the demo campus on a database of its own.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { startBuilt } from './support/built-server';
import { chromiumFlags, chromiumPath } from './support/chromium';

const folder = process.argv[2] ?? 'docs/screenshots';
const password = 'Harbour-lights-27-quiet';
mkdirSync(folder, { recursive: true });

const sizes = {
	phone: { width: 390, height: 844 },
	desktop: { width: 1280, height: 800 }
};

async function signedIn(
	browser: Browser,
	origin: string,
	account: string,
	size: keyof typeof sizes
) {
	const context = await browser.newContext({
		viewport: sizes[size],
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		deviceScaleFactor: size === 'phone' ? 2 : 1
	});
	const page = await context.newPage();
	await page.goto(`${origin}/sign-in`);
	await shot(page, `sign-in-${size}`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByRole('link', { name: '首页' }).waitFor();
	await page.getByRole('status').filter({ hasText: '已同步' }).first().waitFor();
	return page;
}

async function shot(page: Page, name: string) {
	await page.waitForTimeout(400);
	await page.screenshot({ path: join(folder, `${name}.png`) });
	console.log(name);
}

const server = await startBuilt({ demoPassword: password });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
try {
	for (const size of ['phone', 'desktop'] as const) {
		const account = size === 'phone' ? 'u990000000012' : 'a990000000001';
		const page = await signedIn(browser, server.origin, account, size);
		const visit = async (path: string, name: string) => {
			await page.goto(`${server.origin}${path}`);
			const locked = page.getByRole('button', { name: '解锁' });
			await page.getByRole('link', { name: '首页' }).or(locked).first().waitFor();
			if (await locked.isVisible()) {
				if (name === 'home') await shot(page, `unlock-${size}`);
				await page.getByLabel('密码', { exact: true }).fill(password);
				await locked.click();
				await page.getByRole('link', { name: '首页' }).waitFor();
			}
			await shot(page, `${name}-${size}`);
		};
		await visit('/', 'home');
		await visit('/members', 'members');
		await page
			.getByRole('button', { name: /^信息完整度/ })
			.first()
			.click();
		await shot(page, `completeness-${size}`);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: /^编辑/ }).first().click();
		await page.getByLabel('现居住地').waitFor();
		await shot(page, `member-${size}`);
		await visit('/members/import', 'import');
		await visit('/members/export', 'export');
		await visit('/members/new', 'new');
		await visit('/orgs', 'orgs');
		await visit('/transfers', 'transfers');
		await visit('/me', 'me');
		await visit('/sync', 'sync');
		await visit('/todo', 'todo');
		await page.context().close();
	}
} finally {
	await browser.close();
	await server.dispose();
}
