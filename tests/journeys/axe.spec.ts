import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import {
	accounts,
	open,
	openFirstMember,
	screens,
	signIn,
	sizes,
	password
} from '../support/screens';
import { expect, test } from '../support/journey';

/** Every screen, read by axe in both sizes and both themes. */

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

// The longest of all: they go side by side.
test.describe.configure({ mode: 'parallel' });

/** What axe finds serious or critical, named so that the failure says where. A theme changes colours only. */
async function serious(page: Page, screen: string, dark: boolean): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (dark ? axe.withRules('color-contrast') : axe).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${screen}: ${id} ${target.join(' ')}`));
}

const walks = (['phone', 'desktop'] as const).flatMap((size) => [
	{ size, dark: false },
	{ size, dark: true }
]);

for (const { size, dark } of walks) {
	test(`axe finds nothing serious on any screen, ${size}, ${dark ? 'dark' : 'light'}`, async ({
		browser
	}) => {
		// Thirty screens, each read to its last element.
		test.slow();
		const context = await browser.newContext({
			viewport: sizes[size],
			colorScheme: dark ? 'dark' : 'light',
			reducedMotion: 'reduce'
		});
		const page = await context.newPage();
		const found: string[] = [];
		const look = async (screen: string) => found.push(...(await serious(page, screen, dark)));
		await page.goto(`${server.origin}/sign-in`);
		await page.getByRole('button', { name: '登录' }).click();
		await look('sign-in');
		await page.goto(`${server.origin}/nowhere`);
		await look('not-found');
		await signIn(page, server.origin, accounts[size]);
		for (const [name, path] of Object.entries(screens)) {
			await open(page, path);
			await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
			await look(name);
		}
		await open(page, screens.members);
		await page
			.getByRole('button', { name: /^信息完整度/ })
			.first()
			.click();
		await look('completeness');
		await page.keyboard.press('Escape');
		await openFirstMember(page);
		const record = new URL(page.url()).pathname;
		await open(page, record.replace(/[^/]+$/, 'reduction'));
		await page.getByRole('radio').last().check();
		await look('reduction');
		await page.getByRole('link', { name: '取消' }).click();
		await page.getByRole('button', { name: '放弃更改' }).click();
		await page.waitForURL(/relation$/);
		await open(page, record);
		await page.getByLabel('现居住地').waitFor();
		await page.getByLabel('公民身份号码').fill('990001200102300012');
		await page.getByRole('button', { name: '保存' }).click();
		await page.getByRole('alert').waitFor();
		await look('member with findings');
		await page.getByRole('combobox', { name: '学历' }).click();
		await look('code picker');
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: '首页' }).click();
		await look('leave dialog');
		await page.getByRole('button', { name: '放弃更改' }).click();
		await page.getByRole('link', { name: '我的' }).click();
		await page.getByRole('button', { name: '锁定' }).click();
		await page.getByRole('button', { name: '解锁' }).waitFor();
		await look('unlock');
		expect(found).toEqual([]);
		await context.close();
	});
}
