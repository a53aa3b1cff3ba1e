import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, readyOffline, test } from '../support/journey';
import { Phone } from '../support/phone';
import { idNumberFor } from '../support/sound-member';

/** Two phones of one branch 补录 the same person offline; one of them makes one record of the two. */

const PASSWORD = 'Harbour-lights-27-quiet';
const BRANCH = 'u990000000012';
const NAME = '欧阳晨曦';

let server: BuiltServer;
const phones: Phone[] = [];

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	for (const phone of phones) await phone.dispose();
	await server.dispose();
});

async function signedIn(): Promise<{ phone: Phone; page: Page }> {
	const phone = new Phone();
	phones.push(phone);
	const page = await phone.start();
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	await synced(page);
	await readyOffline(page);
	return { phone, page };
}

async function synced(page: Page): Promise<void> {
	const line = page.getByRole('status').filter({ hasText: /已同步|待您处理/ });
	await expect(line.first()).toBeVisible({ timeout: 60_000 });
}

async function admit(page: Page, mobile: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
	await page.getByLabel('姓名').fill(NAME);
	await page.getByLabel('公民身份号码').fill(idNumberFor('2004-02-29', '003'));
	await page.getByLabel('民族').click();
	await page.getByRole('option', { name: /汉族/ }).click();
	await page.getByLabel('入党日期').fill('2026-06-15');
	await page.getByLabel('手机号码').fill(mobile);
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
}

async function open(page: Page): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByLabel('搜索党员').fill(NAME);
	await page
		.getByRole('button', { name: `编辑 ${NAME}` })
		.first()
		.click();
}

test('[S-12] the same person 补录 on two phones offline: 合并 by keyboard leaves one record, both histories and a way back', async () => {
	test.setTimeout(300_000);
	const a = await signedIn();
	const b = await signedIn();
	for (const { phone } of [a, b]) await phone.context.setOffline(true);
	await admit(a.page, '16400000001');
	await admit(b.page, '16400000002');
	for (const { phone, page } of [a, b]) {
		await phone.context.setOffline(false);
		await synced(page);
	}
	await open(a.page);
	await expect(a.page.getByText(`该身份证号码已存在：${NAME}`).last()).toBeVisible({
		timeout: 60_000
	});
	const opened = new URL(a.page.url()).pathname.split('/')[2];
	await a.page.getByRole('button', { name: '合并', exact: true }).first().click();

	await expect(a.page.getByRole('heading', { name: '合并党员记录' })).toBeVisible();
	const mobile = a.page.getByRole('group', { name: '手机号码' });
	await expect(mobile.getByRole('radio', { checked: true })).toHaveCount(1);
	await mobile.getByRole('radio', { name: /16400000002/ }).focus();
	await a.page.keyboard.press('Space');
	await expect(mobile.getByRole('radio', { name: /16400000002/ })).toBeChecked();
	await a.page.getByText(/预览合并后的记录/).click();
	await expect(a.page.getByRole('definition').filter({ hasText: '16400000002' })).toBeVisible();
	await a.page.getByRole('button', { name: '合并', exact: true }).press('Enter');

	await expect(a.page.getByText(/两条记录已合并/)).toBeVisible();
	await expect(a.page.getByLabel('手机号码')).toHaveValue('16400000002');
	await expect(a.page.getByText('该身份证号码已存在')).toHaveCount(0);
	await synced(a.page);
	await a.page.getByRole('link', { name: '修改记录' }).first().click();
	await expect(a.page.getByText('补录', { exact: true }).first()).toBeVisible();
	await expect(a.page.getByText('（在合并进来的记录上）')).toHaveCount(1);

	// The other phone has one record, too, and an old address leads to it.
	await synced(b.page);
	await b.page.getByRole('link', { name: '党员', exact: true }).click();
	await b.page.getByLabel('搜索党员').fill(NAME);
	await expect(b.page.getByRole('button', { name: `编辑 ${NAME}` })).toHaveCount(1, {
		timeout: 60_000
	});
	const survivor = new URL(a.page.url()).pathname.split('/')[2];
	await b.page.getByRole('button', { name: `编辑 ${NAME}` }).click();
	await expect(b.page.getByLabel('手机号码')).toHaveValue('16400000002');
	expect(new URL(b.page.url()).pathname).toContain(survivor);
	expect([survivor, opened]).toContain(survivor);

	await a.page.getByRole('button', { name: '撤销合并' }).click();
	await expect(a.page.getByText('已撤销合并')).toBeVisible();
	await synced(a.page);
	await a.page.getByRole('link', { name: '党员', exact: true }).click();
	await a.page.getByLabel('搜索党员').fill(NAME);
	await expect(a.page.getByRole('button', { name: `编辑 ${NAME}` })).toHaveCount(2);
});
