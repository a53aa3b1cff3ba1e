import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, readyOffline, test } from '../support/journey';

/** 待发包: a phone without a network for days, and the committee’s desktop that hands its changes in. */

const PASSWORD = 'Harbour-lights-27-quiet';
const ROOT = 'a990000000001';
const BRANCH = 'u990000000012';
const NAME = '欧阳晨曦';
/** Invented; born on 29 February 2004. */
const ID_NUMBER = idNumberFor('20040229', '003');
let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	await server.dispose();
});

function idNumberFor(birth: string, order: string): string {
	const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
	const body = `990001${birth}${order}`;
	const sum = [...body].reduce((total, digit, at) => total + Number(digit) * weights[at]!, 0);
	return body + '10X98765432'[sum % 11];
}

async function signIn(page: Page, account: string): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await synced(page);
}

async function synced(page: Page): Promise<void> {
	await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible({
		timeout: 60_000
	});
}

async function toSync(page: Page): Promise<void> {
	await page.getByRole('link', { name: '首页' }).click();
	await page.getByRole('link', { name: '我的' }).click();
	await page.getByRole('main').getByRole('link', { name: /同步/ }).click();
	await expect(page.getByRole('heading', { name: '同步', level: 1 })).toBeVisible();
}

async function admit(page: Page): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
	await page.getByLabel('姓名').fill(NAME);
	await page.getByLabel('公民身份号码').fill(ID_NUMBER);
	await page.getByLabel('民族').click();
	await page.getByRole('option', { name: /汉族/ }).first().click();
	await page.getByLabel('入党日期').fill('2026-06-15');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
}

test('[S-2] a phone offline writes its changes to a file, the committee hands it in, the phone learns it', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const desk = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const page = await phone.newPage();
	const committee = await desk.newPage();
	await signIn(page, BRANCH);
	await readyOffline(page);
	await signIn(committee, ROOT);
	const file = test.info().outputPath('待发包.bbx');

	await test.step('without a network the phone writes its one change to a sealed file', async () => {
		await phone.setOffline(true);
		await admit(page);
		await toSync(page);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: '导出待发包' }).click()
		]);
		expect(download.suggestedFilename()).toMatch(/^支部册待发包-\d{8}-\d{4}-1项\.bbx$/);
		await download.saveAs(file);
		await expect(page.getByText('已写出 1 项')).toBeVisible();
		for (const secret of [NAME, ID_NUMBER, BRANCH]) {
			expect(readFileSync(file, 'utf8')).not.toContain(secret);
		}
		await expect(page.getByText('补录党员')).toBeVisible();
	});

	await test.step('the committee’s desktop hands it in; the same file again changes nothing', async () => {
		await toSync(committee);
		await committee.getByLabel('待发包文件').setInputFiles(file);
		await expect(committee.getByText('已代交')).toBeVisible();
		await expect(committee.getByText('服务器收到 1 项。')).toBeVisible();
		await committee.getByLabel('待发包文件').setInputFiles(file);
		await expect(committee.getByText('已交过')).toBeVisible();
		await committee.getByLabel('待发包文件').setInputFiles({
			name: '名册.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from('姓名,性别')
		});
		await expect(committee.getByRole('alert')).toContainText('这不是待发包');
		await committee.getByRole('link', { name: '党员', exact: true }).first().click();
		await committee.getByLabel('搜索党员').fill(NAME);
		await expect(committee.getByText(NAME).first()).toBeVisible();
	});

	await test.step('online again the phone has nothing unsent, and the member once', async () => {
		await phone.setOffline(false);
		await synced(page);
		await expect(page.getByText('没有未发送的更改')).toBeVisible();
		await page.getByRole('link', { name: '党员', exact: true }).click();
		await page.getByLabel('搜索党员').fill(NAME);
		await expect(page.getByRole('button', { name: `编辑 ${NAME}` })).toHaveCount(1);
	});
});
