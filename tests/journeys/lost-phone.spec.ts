import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { openAccounts } from '../support/desk';
import { filesHolding, Phone } from '../support/phone';
import { expect, readyOffline, test } from '../support/journey';

/**
 * On the built app: a phone whose password was reset keeps its unsent work (V-3); a phone revoked
 * from the committee’s browser hands its unsent work over and is empty afterwards (V-5).
 */
const PASSWORD = 'Harbour-lights-27-quiet';
const NEXT = 'Another-quiet-pier-31';
const ROOT = 'a990000000001';
const BRANCH = 'u990000000012';
const canaries = ['示例市丢失路一号院', '示例市丢失路二号院', '示例市丢失路三号院'];

let server: BuiltServer;
const phone = new Phone();

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	await phone.dispose();
	await server.dispose();
});

/** No single step may use up the whole time. */
async function started(): Promise<Page> {
	const page = await phone.start();
	page.setDefaultTimeout(20_000);
	return page;
}

async function signIn(page: Page, account: string, password: string): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function synced(page: Page): Promise<void> {
	await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible({
		timeout: 30_000
	});
}

/** Saves an address with the first member of the list. */
async function editFirst(page: Page, address: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page
		.getByRole('button', { name: /^编辑 / })
		.first()
		.click();
	await page.getByLabel('现居住地').fill(address);
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
}

async function confirm(page: Page, action: string): Promise<void> {
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('您的密码').fill(PASSWORD);
	await dialog.getByRole('button', { name: action, exact: true }).click();
}

test('a lost phone: its password reset, then itself revoked, and no unsent work lost', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const desk = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const committee = await desk.newPage();
	await signIn(committee, ROOT, PASSWORD);
	await synced(committee);
	let page = await started();

	await test.step('the phone is enrolled under the name typed', async () => {
		await page.goto(`${server.origin}/sign-in`);
		await page.getByRole('button', { name: '改设备名称' }).click();
		await page.getByLabel('设备名称').fill('支部工作手机');
		await page.getByLabel('账号').fill(BRANCH);
		await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await synced(page);
		await readyOffline(page);
		await page.getByRole('link', { name: '我的' }).click();
		await page.getByRole('link', { name: '设备' }).click();
		await expect(page.getByText('支部工作手机')).toBeVisible();
		await expect(page.getByText('本机', { exact: true })).toBeVisible();
	});

	await test.step('offline it saves; meanwhile the committee resets the password', async () => {
		await phone.context.setOffline(true);
		await editFirst(page, canaries[0]!);
		await expect(page.getByRole('status').filter({ hasText: '1 项' }).first()).toBeVisible();
		await openAccounts(committee, BRANCH);
		await committee.getByRole('button', { name: '重置密码' }).click();
		await confirm(committee, '重置密码');
	});

	const code = (await committee.getByTestId('activation-code').textContent())!.trim();
	await committee.getByRole('button', { name: '已记下' }).click();

	await test.step('killed, the phone signs in with the code and chooses a new password', async () => {
		await phone.kill();
		page = await started();
		await signIn(page, BRANCH, PASSWORD);
		await expect(page.getByRole('alert')).toContainText('由上级党组织重置');
		await signIn(page, BRANCH, code);
		await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
		await page.getByLabel('再次输入新密码').fill(PASSWORD);
		await page.getByRole('button', { name: '保存新密码' }).click();
		await expect(page.getByRole('alert')).toContainText('不能与最近 5 次用过的密码相同');
		await page.getByLabel('新密码', { exact: true }).fill(NEXT);
		await page.getByLabel('再次输入新密码').fill(NEXT);
		await page.getByRole('button', { name: '保存新密码' }).click();
		await synced(page);
	});

	await test.step('what waited on the phone reached the server', async () => {
		await committee.getByRole('link', { name: '党员', exact: true }).first().click();
		await expect
			.poll(() => filesHolding(server.dataDir, [canaries[0]!]).length, { timeout: 20_000 })
			.toBeGreaterThan(0);
	});

	await test.step('the phone is lost: the committee revokes it while it holds unsent work', async () => {
		await phone.context.setOffline(true);
		await editFirst(page, canaries[1]!);
		await editFirst(page, canaries[2]!);
		await openAccounts(committee, BRANCH);
		await committee.getByRole('button', { name: '停用 支部工作手机' }).click();
		await confirm(committee, '停用');
		await expect(committee.getByText('已停用')).toBeVisible();
		expect(filesHolding(server.dataDir, canaries.slice(1))).toEqual([]);
	});

	await test.step('locked and started again with a network, it hands over and empties itself', async () => {
		await phone.kill();
		page = await started();
		await page.goto(`${server.origin}/`);
		await expect(page.getByText('本机已被停用')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('2 项未发送的更改已交给服务器')).toBeVisible();
		await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
		expect(filesHolding(server.dataDir, [canaries[2]!]).length).toBeGreaterThan(0);
		const left = await page.evaluate(async () => ({
			databases: (await indexedDB.databases()).length,
			caches: (await caches.keys()).length,
			workers: (await navigator.serviceWorker.getRegistrations()).length,
			// The random ids of erased vaults stay, so that a sleeping tab does not write one anew.
			local: Object.keys(localStorage).filter((key) => key !== 'branchbook.erased').length,
			session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit')).length
		}));
		expect(left).toEqual({ databases: 0, caches: 0, workers: 0, local: 0, session: 0 });
	});

	await test.step('nothing personal lies in the profile of the phone', async () => {
		const name = await firstMemberName(committee);
		await phone.close();
		expect(filesHolding(phone.profile, [...canaries, name])).toEqual([]);
	});

	await test.step('the committee sees that it is empty', async () => {
		await openAccounts(committee, BRANCH);
		await expect(committee.getByText('已清除')).toBeVisible();
	});

	await test.step('the key of the escrow lies beside the database, for its owner alone', () => {
		expect(readdirSync(server.dataDir)).toContain('escrow.key');
		const key = readFileSync(join(server.dataDir, 'escrow.key'), 'utf8').trim();
		expect(filesHolding(server.dataDir, [key])).toEqual(['escrow.key: text 0']);
	});
});

async function firstMemberName(page: Page): Promise<string> {
	await page.getByRole('link', { name: '党员', exact: true }).first().click();
	const label = await page
		.getByRole('button', { name: /^编辑 / })
		.first()
		.getAttribute('aria-label');
	return (label ?? '').replace(/^编辑 /, '');
}
