import type { BrowserContext, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { openAccounts } from '../support/desk';
import { expect, readyOffline, test } from '../support/journey';
import { filesHolding, Phone } from '../support/phone';

/**
 * On the built app (V-7): what is typed and not saved outlives the lock, another tab, the end of a
 * session and the death of the browser, is offered where it was typed, and lies nowhere in clear.
 */
const PASSWORD = 'Harbour-lights-27-quiet';
const ROOT = 'a990000000001';
const BRANCH = 'u990000000012';

/** Fourteen items of 补录. */
const typed: Record<string, string> = {
	name: '金丝雀乙',
	idNumber: '990001199001010015',
	nativePlace: '示例省示例市',
	jointBranchUnit: '示例联合单位',
	archiveUnit: '示例档案馆一号柜',
	trainingStatus: '示例培训班第三期',
	school: '示例大学堂',
	major: '示例专业学',
	studyMode: '全日制示例',
	mobile: '16400009001',
	otherPhone: '0990-1234567',
	currentAddress: '示例市金丝雀路一号院',
	homeAddress: '示例市金丝雀路二号院',
	householdAddress: '示例市金丝雀路三号院'
};
const canaries = [typed['name']!, typed['idNumber']!, typed['currentAddress']!];

let server: BuiltServer;
const phone = new Phone();

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	await phone.dispose();
	await server.dispose();
});

/** The pages of this browser can be put ahead in time, as if nobody had touched them meanwhile. */
async function withLeaps(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
		const before = Date.now.bind(Date);
		let ahead = 0;
		Object.defineProperty(Date, 'now', { value: () => before() + ahead, configurable: true });
		Object.assign(globalThis, { leap: (ms: number) => (ahead += ms) });
	});
}

async function started(): Promise<Page> {
	const page = await phone.start();
	page.setDefaultTimeout(30_000);
	await withLeaps(phone.context);
	return page;
}

async function signIn(page: Page, account: string): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible({
		timeout: 30_000
	});
}

async function unlock(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { name: '解锁本机内容' })).toBeVisible();
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁' }).click();
	await expect(page.getByRole('heading', { name: '解锁本机内容' })).toBeHidden();
}

/** By the address, as a link from anywhere would. */
async function openFirst(page: Page): Promise<string> {
	await page.getByRole('link', { name: '党员', exact: true }).first().click();
	await page
		.getByRole('button', { name: /^编辑 / })
		.first()
		.click();
	await expect(page.locator('#field-currentAddress')).toBeVisible();
	return new URL(page.url()).pathname;
}

/** Minutes go by, and nobody touches the page. */
async function leap(page: Page, minutes: number): Promise<void> {
	await page.evaluate(
		(ms) => (globalThis as unknown as { leap(ms: number): void }).leap(ms),
		minutes * 60_000
	);
}

async function values(page: Page): Promise<Record<string, string>> {
	const shown: Record<string, string> = {};
	for (const key of Object.keys(typed)) {
		shown[key] = await page.locator(`#field-${key}`).inputValue();
	}
	return shown;
}

const offered = (page: Page) => page.getByText(/^您有未保存的内容，.*\d\d:\d\d 输入$/).first();

/** Long enough for a key press to be kept, and no longer (V-7). */
const aSecond = (page: Page) => page.waitForTimeout(1000);

test('what is typed and not saved outlives lock, tab, session and browser', async ({ browser }) => {
	test.setTimeout(420_000);
	let page = await started();
	await signIn(page, BRANCH);
	await readyOffline(page);

	await test.step('ten idle minutes lock 补录 with fourteen items; unlocking offers them', async () => {
		await page.goto(`${server.origin}/members/new`);
		await unlock(page);
		await page.getByRole('button', { name: '确定' }).click();
		for (const [key, text] of Object.entries(typed)) await page.locator(`#field-${key}`).fill(text);
		const before = await values(page);
		expect(Object.values(before).filter((value) => value !== '').length).toBe(14);
		await leap(page, 11);
		await expect(page.getByText('还有 1 份填写未保存，解锁后可继续。')).toBeVisible({
			timeout: 40_000
		});
		await unlock(page);
		await expect(offered(page)).toBeVisible();
		await expect(page.getByText(`补录 · ${typed['name']}`)).toBeVisible();
		await page.getByRole('button', { name: /^继续填写/ }).click();
		await expect(page.locator('#field-name')).toHaveValue(typed['name']!);
		expect(await values(page)).toEqual(before);
	});

	await test.step('同步 lists it, and leads back to it; signing out counts it', async () => {
		// Leaving the form is asked about as before; going by the address is a new page.
		await page.goto(`${server.origin}/sync`);
		await unlock(page);
		await expect(page.getByText('未保存的填写').first()).toBeVisible();
		await expect(page.getByText('1 份', { exact: true })).toBeVisible();
		await page.getByRole('link', { name: '我的' }).click();
		await page.getByRole('button', { name: '退出登录' }).click();
		const dialog = page.getByRole('dialog');
		await expect(dialog).toContainText('份填写没有保存');
		await expect(dialog.getByRole('button', { name: '放弃 1 项并退出' })).toBeVisible();
		await dialog.getByRole('link', { name: '查看' }).click();
		await page.getByRole('button', { name: /^继续填写 补录/ }).click();
		await expect(page.locator('#field-school')).toHaveValue(typed['school']!);
	});

	await test.step('放弃 ends it', async () => {
		await page.getByRole('button', { name: '放弃', exact: true }).click();
		await expect(page.locator('#field-school')).toHaveValue('');
		await page.goto(`${server.origin}/members/new`);
		await unlock(page);
		await expect(page.getByRole('dialog')).toContainText('仅限新发展的新党员');
		await expect(offered(page)).toBeHidden();
		await page.getByRole('button', { name: '取消' }).click();
	});

	let path = '';
	await test.step('the browser dies while somebody types in a record', async () => {
		path = await openFirst(page);
		await page.locator('#field-currentAddress').fill('示例市金丝雀路四号院');
		await aSecond(page);
		await phone.kill();
		expect(filesHolding(phone.profile, ['示例市金丝雀路四号院', ...canaries])).toEqual([]);
		page = await started();
		await page.goto(`${server.origin}${path}`);
		await unlock(page);
		await expect(offered(page)).toBeVisible();
		await expect(page.locator('#field-currentAddress')).toHaveValue('示例市金丝雀路四号院');
	});

	await test.step('a second tab shows it; 锁定 there keeps what was typed here a moment ago', async () => {
		const second = await phone.context.newPage();
		second.setDefaultTimeout(30_000);
		await second.goto(`${server.origin}${path}`);
		await unlock(second);
		await expect(offered(second)).toBeVisible();
		await expect(second.locator('#field-currentAddress')).toHaveValue('示例市金丝雀路四号院');
		await page.locator('#field-homeAddress').fill('示例市金丝雀路五号院');
		await expect(second.locator('#field-homeAddress')).toHaveValue('示例市金丝雀路五号院');
		await second.goto(`${server.origin}/me`);
		await unlock(second);
		await page.locator('#field-householdAddress').fill('示例市金丝雀路六号院');
		await second.getByRole('button', { name: '锁定' }).click();
		await unlock(page);
		await expect(page.locator('#field-householdAddress')).toHaveValue('示例市金丝雀路六号院');
		await second.close();
	});

	await test.step('a session ended from above locks a minute later and keeps it', async () => {
		const desk = await browser.newContext({ viewport: { width: 1280, height: 800 } });
		const committee = await desk.newPage();
		await signIn(committee, ROOT);
		await openAccounts(committee, BRANCH);
		await committee.getByRole('button', { name: '锁定账号' }).first().click();
		const dialog = committee.getByRole('dialog');
		await dialog.getByLabel('您的密码').fill(PASSWORD);
		await dialog.getByRole('button', { name: '锁定账号', exact: true }).click();
		await expect(committee.getByText('已锁定').first()).toBeVisible();
		await page.locator('#field-remark').fill('会话结束前打到一半');
		// The phone learns it at its next exchange; then a minute without a touch is enough.
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await aSecond(page);
		await leap(page, 2);
		await expect(page.getByText('还有 1 份填写未保存，解锁后可继续。')).toBeVisible({
			timeout: 60_000
		});
		await unlock(page);
		await expect(page.locator('#field-remark')).toHaveValue('会话结束前打到一半');
		await desk.close();
	});

	await test.step('保存 ends it, and nothing of it is offered again', async () => {
		await page.getByRole('button', { name: '保存' }).click();
		await expect(page.getByText('已保存').first()).toBeVisible();
		await expect(offered(page)).toBeHidden();
		await page.goto(`${server.origin}/sync`);
		await unlock(page);
		await expect(page.getByText('0 份', { exact: true })).toBeVisible();
		await page.goto(`${server.origin}${path}`);
		await unlock(page);
		await expect(page.locator('#field-currentAddress')).toHaveValue('示例市金丝雀路四号院');
		await expect(offered(page)).toBeHidden();
	});
});
