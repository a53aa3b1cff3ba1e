/**
 * `npm run screenshots`: the six pictures of the README. `npm run screenshots -- FOLDER`: every
 * screen and state in both sizes, in the dark theme, and at 360 px with type twice as large.
 * Starts the demo campus on a database of its own; builds first when there is no current build.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startBuilt } from './support/built-server';
import { launchChromium } from './support/chromium';
import {
	accounts,
	open,
	openFirstMember,
	password,
	screens,
	signIn,
	sizes,
	type Size
} from './support/screens';

const folder = process.argv[2];
const readme = [
	'home-phone',
	'members-phone',
	'member-phone',
	'completeness-phone',
	'statistics-phone',
	'members-desktop'
];
const target = folder ?? 'docs/screenshots';
mkdirSync(target, { recursive: true });

/** Takes the picture if it is wanted. */
async function shot(page: Page, name: string): Promise<void> {
	if (!folder && !readme.includes(name)) return;
	await page.waitForTimeout(300);
	await page.screenshot({ path: join(target, `${name}.png`) });
	console.log(name);
}

async function newPage(browser: Browser, size: Size, dark = false): Promise<Page> {
	const context = await browser.newContext({
		viewport: sizes[size],
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		colorScheme: dark ? 'dark' : 'light',
		// One pixel for one keeps the files of the README small.
		deviceScaleFactor: folder && size === 'phone' ? 2 : 1
	});
	return context.newPage();
}

/** The states of a list and a record that an address does not open. */
async function members(page: Page, suffix: string): Promise<void> {
	await open(page, screens.members);
	await shot(page, `members-${suffix}`);
	await page
		.getByRole('button', { name: /^信息完整度/ })
		.first()
		.click();
	await shot(page, `completeness-${suffix}`);
	await page.keyboard.press('Escape');
	await openFirstMember(page);
	await shot(page, `member-${suffix}`);
	if (!folder) return;
	await page.getByLabel('公民身份号码').fill('990001200102300012');
	await page.getByLabel('公民身份号码').blur();
	await shot(page, `member-finding-${suffix}`);
	await page.getByRole('combobox', { name: '学历' }).click();
	await page.getByRole('combobox', { name: '搜索代码表' }).fill('bk');
	await shot(page, `codes-${suffix}`);
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: '首页' }).click();
	await shot(page, `leave-${suffix}`);
	await page.getByRole('button', { name: '放弃更改' }).click();
	await open(page, screens.members);
	await page.getByLabel('搜索党员').fill('查无此人');
	await shot(page, `members-none-${suffix}`);
	await page.getByLabel('搜索党员').fill('');
}

async function all(page: Page, suffix: string): Promise<void> {
	await open(page, screens.home);
	await shot(page, `home-${suffix}`);
	await members(page, suffix);
	const rest = Object.entries(screens).filter(
		([name]) => name !== 'home' && name !== 'members' && (folder || name === 'statistics')
	);
	for (const [name, path] of rest) {
		await open(page, path);
		await shot(page, `${name}-${suffix}`);
	}
	if (!folder) return;
	await page.getByRole('link', { name: '我的' }).click();
	await page.getByRole('button', { name: '退出登录' }).click();
	await shot(page, `sign-out-${suffix}`);
	await page.keyboard.press('Escape');
	await page.context().setOffline(true);
	await open(page, screens.home);
	await page.getByRole('status').filter({ hasText: '无网络' }).first().waitFor();
	await shot(page, `offline-${suffix}`);
	await page.context().setOffline(false);
}

async function entrances(browser: Browser, origin: string, size: Size, dark: boolean) {
	const suffix = dark ? `${size}-dark` : size;
	const page = await newPage(browser, size, dark);
	await page.goto(`${origin}/sign-in`);
	await page.getByRole('button', { name: '登录' }).click();
	await shot(page, `sign-in-${suffix}`);
	await page.goto(`${origin}/nowhere`);
	await shot(page, `not-found-${suffix}`);
	await page.context().close();
}

async function setUp(browser: Browser, size: Size): Promise<void> {
	const empty = await startBuilt();
	const page = await newPage(browser, size);
	const link = /http:\/\/\S*\/setup\?token=\S+/.exec(empty.output())?.[0];
	await page.goto(link ?? '');
	await page.getByRole('button', { name: /新建党委/ }).waitFor();
	await shot(page, `setup-${size}`);
	await page.getByRole('button', { name: /新建党委/ }).click();
	await page.getByRole('button', { name: /建立党委/ }).click();
	await shot(page, `setup-new-${size}`);
	await page.getByRole('button', { name: '返回' }).click();
	await page.getByRole('button', { name: /仅载入示例组织/ }).click();
	await page.getByTestId('account').first().waitFor();
	const row = page.getByTestId('account').filter({ hasText: accounts.desktop });
	const first = (await row.getAttribute('data-password')) ?? '';
	await shot(page, `setup-accounts-${size}`);
	await page.goto(`${empty.origin}/sign-in`);
	await page.getByLabel('账号').fill(accounts.desktop);
	await page.getByLabel('密码', { exact: true }).fill(first);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByLabel('新密码', { exact: true }).fill('12345');
	await shot(page, `first-password-${size}`);
	await page.getByLabel('新密码', { exact: true }).fill(password);
	await page.getByLabel('再次输入新密码').fill(password);
	await page.getByRole('button', { name: '保存新密码' }).click();
	await page.getByRole('status').filter({ hasText: '已同步' }).first().waitFor();
	await shot(page, `home-empty-${size}`);
	await open(page, screens.members);
	await shot(page, `members-empty-${size}`);
	await page.context().close();
	await empty.dispose();
}

const server = await startBuilt({ demoPassword: password });
const browser = await launchChromium();
try {
	for (const size of ['phone', 'desktop'] as const) {
		for (const dark of folder ? [false, true] : [false]) {
			const suffix = dark ? `${size}-dark` : size;
			const page = await newPage(browser, size, dark);
			await signIn(page, server.origin, accounts[size]);
			await all(page, suffix);
			if (folder) {
				await page.reload();
				await page.getByRole('button', { name: '解锁' }).waitFor();
				await shot(page, `unlock-${suffix}`);
				await entrances(browser, server.origin, size, dark);
			}
			await page.context().close();
		}
		if (folder) await setUp(browser, size);
	}
	if (folder) {
		const page = await newPage(browser, 'phone');
		await page.setViewportSize({ width: 360, height: 740 });
		await page.addInitScript(() => {
			addEventListener(
				'DOMContentLoaded',
				() => (document.documentElement.style.fontSize = '200%')
			);
		});
		await signIn(page, server.origin, accounts.phone);
		await all(page, 'large');
		await page.context().close();
	}
} finally {
	await browser.close();
	await server.dispose();
}
