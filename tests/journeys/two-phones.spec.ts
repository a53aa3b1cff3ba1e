import type { Locator, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { Phone } from '../support/phone';
import { expect, readyOffline, test } from '../support/journey';

/** Two phones of one branch, and two branches with a committee above them, on the built app. */

const PASSWORD = 'Harbour-lights-27-quiet';
const ROOT = 'a990000000001';
const BRANCH = 'u990000000012';
const NEXT = 'u990000000013';
const NEXT_NAME = '信息学院学生第二党支部';
const NAME = '宋鑫';
const MOVED = '龚承豪';
const REFUSED = '任浩阳';
const GIVEN_UP = '杜若涵';

let server: BuiltServer;
const phones: Phone[] = [];

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	for (const phone of phones) await phone.dispose();
	await server.dispose();
});

async function signIn(page: Page, account: string): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	await synced(page);
}

async function phoneOf(account: string): Promise<{ phone: Phone; page: Page }> {
	const phone = new Phone();
	phones.push(phone);
	const page = await phone.start();
	await signIn(page, account);
	await readyOffline(page);
	return { phone, page };
}

async function synced(page: Page): Promise<void> {
	const line = page.getByRole('status').filter({ hasText: /已同步|待您处理/ });
	await expect(line.first()).toBeVisible({ timeout: 60_000 });
}

async function open(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByLabel('搜索党员').fill(name);
	await page.getByRole('button', { name: `编辑 ${name}` }).click();
}

async function edit(page: Page, name: string, label: string, text: string): Promise<void> {
	await open(page, name);
	await page.getByLabel(label).fill(text);
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
}

async function toDo(page: Page): Promise<void> {
	await page.getByRole('link', { name: '首页' }).click();
	await page.getByRole('link', { name: '我的' }).click();
	await page
		.getByRole('main')
		.getByRole('link', { name: /待处理/ })
		.click();
	await expect(page.getByRole('heading', { name: '待处理', level: 1 })).toBeVisible();
}

function card(page: Page): Locator {
	return page.getByRole('article', { name: NAME });
}

test('[S-4] the same field edited offline on both phones: both see both values, one settles, the other follows', async () => {
	test.setTimeout(300_000);
	const a = await phoneOf(BRANCH);
	const b = await phoneOf(BRANCH);

	await test.step('offline both correct the same field', async () => {
		await a.phone.context.setOffline(true);
		await b.phone.context.setOffline(true);
		await edit(a.page, NAME, '手机号码', '16400001111');
		await edit(b.page, NAME, '手机号码', '16400002222');
	});

	await test.step('back online both see both values, with device and time', async () => {
		await a.phone.context.setOffline(false);
		await synced(a.page);
		await b.phone.context.setOffline(false);
		for (const { page } of [a, b]) {
			await expect(
				page.getByRole('status').filter({ hasText: '有 1 项待您处理' }).first()
			).toBeVisible({ timeout: 60_000 });
			await toDo(page);
			await expect(card(page)).toContainText('手机号码');
			await expect(card(page)).toContainText('16400001111');
			await expect(card(page)).toContainText('16400002222');
			await expect(card(page)).toContainText('信息学院学生第一党支部 · Linux 电脑 · Chrome');
		}
	});

	await test.step('以后再说 keeps it', async () => {
		await card(a.page).getByRole('button', { name: '以后再说' }).click();
		await expect(card(a.page)).toBeHidden();
		await a.page.getByRole('button', { name: '以后再说的 1 项' }).click();
		await expect(card(a.page)).toBeVisible();
	});

	await test.step('settled on one phone, the other follows by itself', async () => {
		await card(a.page).getByRole('button', { name: '换成' }).click();
		await expect(a.page.getByText('没有待处理的事项')).toBeVisible();
		await expect(b.page.getByText('没有待处理的事项')).toBeVisible({ timeout: 60_000 });
		await expect(b.page.getByText('换成 16400001111，未用 16400002222')).toBeVisible();
	});

	await test.step('taken back on the other, it is open on both', async () => {
		await b.page.getByRole('button', { name: '撤销' }).click();
		await expect(card(b.page)).toBeVisible();
		await expect(card(a.page)).toBeVisible({ timeout: 60_000 });
		await card(a.page).getByRole('button', { name: '保留' }).click();
		await expect(b.page.getByText('保留 16400002222，未用 16400001111')).toBeVisible({
			timeout: 60_000
		});
	});

	await test.step('修改记录 tells the whole story, each line with its receipt', async () => {
		await open(b.page, NAME);
		await expect(b.page.getByLabel('手机号码')).toHaveValue('16400002222');
		await b.page.getByRole('link', { name: '修改记录' }).click();
		// The demo brings the portrait; the rest is what happened here.
		const lines = b.page
			.getByRole('main')
			.getByRole('listitem')
			.filter({ hasText: '回执号', hasNotText: '更换照片' });
		await expect(lines).toHaveCount(6);
		await expect(lines.first()).toContainText('决定采用哪个值');
		await expect(lines.last()).toContainText('补录');
		await expect(b.page.getByText('待发送')).toHaveCount(0);
	});
});

test('[S-7] a member moves while the old phone is offline: its edit arrives as a proposal, the stub stays', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const old = await phoneOf(BRANCH);
	const next = await phoneOf(NEXT);
	const desk = await (
		await browser.newContext({ viewport: { width: 1280, height: 800 } })
	).newPage();
	await signIn(desk, ROOT);

	await test.step('offline the old branch edits; meanwhile the committee moves the member', async () => {
		await old.phone.context.setOffline(true);
		await edit(old.page, MOVED, '手机号码', '16400003333');
		await open(desk, MOVED);
		await desk.getByRole('button', { name: '转移到其他党支部' }).click();
		await desk.getByLabel('搜索党支部').fill('学生第二');
		await desk.getByRole('radio', { name: NEXT_NAME }).check();
		await desk.getByRole('button', { name: '转移', exact: true }).click();
		await expect(desk.getByRole('dialog')).toBeHidden();
		await synced(desk);
	});

	await test.step('the old phone sends first, then keeps the name and where to', async () => {
		await old.phone.context.setOffline(false);
		await toDo(old.page);
		await expect(old.page.getByText(`${MOVED} 已转至 ${NEXT_NAME}`)).toBeVisible({
			timeout: 60_000
		});
		await expect(old.page.getByText('已作为建议送达')).toBeVisible({ timeout: 60_000 });
		await old.page.getByRole('link', { name: '党员', exact: true }).click();
		await old.page.getByLabel('搜索党员').fill(MOVED);
		await expect(old.page.getByRole('button', { name: `编辑 ${MOVED}` })).toHaveCount(0);
	});

	await test.step('the new branch adopts it, and the author sees that', async () => {
		await toDo(next.page);
		const proposal = next.page.getByRole('article', { name: MOVED });
		await expect(proposal).toContainText('建议 16400003333', { timeout: 60_000 });
		await proposal.getByRole('button', { name: '采纳', exact: true }).click();
		await expect(next.page.getByText('没有待处理的事项')).toBeVisible();
		await open(next.page, MOVED);
		await expect(next.page.getByLabel('手机号码')).toHaveValue('16400003333');
		await toDo(old.page);
		await expect(old.page.getByText('新支部已采纳')).toBeVisible({ timeout: 60_000 });
	});
});

test('[S-5] two edits that are right alone and wrong together: the later is refused, mended and sent again', async () => {
	test.setTimeout(300_000);
	const a = await phoneOf(BRANCH);
	const b = await phoneOf(BRANCH);

	await test.step('one moves 入党日期 forward, the other, offline, 转正日期 back', async () => {
		await b.phone.context.setOffline(true);
		await edit(b.page, REFUSED, '转正日期', '2024-12-06');
		await edit(a.page, REFUSED, '入党日期', '2025-01-06');
		await synced(a.page);
	});

	await test.step('refused with its reason and its field, and the value typed is still there', async () => {
		await b.phone.context.setOffline(false);
		await toDo(b.page);
		const refused = b.page.getByRole('article', { name: REFUSED });
		await expect(refused).toContainText('转正日期应晚于入党日期', { timeout: 60_000 });
		await expect(refused).toContainText('2024-12-06');
		await refused.getByRole('link', { name: '改正并重发' }).click();
		await expect(b.page.getByLabel('转正日期')).toHaveValue('2024-12-06');
		await expect(b.page.getByLabel('入党日期')).toHaveValue('2025-01-06');
	});

	await test.step('corrected and saved it is sent, and the refused one is gone', async () => {
		await b.page.getByLabel('转正日期').fill('2026-01-08');
		await b.page.getByRole('button', { name: '保存' }).click();
		await expect(b.page.getByText('已保存').first()).toBeVisible();
		await toDo(b.page);
		await expect(b.page.getByText('没有待处理的事项')).toBeVisible();
		await open(a.page, REFUSED);
		await expect(a.page.getByLabel('转正日期')).toHaveValue('2026-01-08', { timeout: 60_000 });
	});
});

test('[S-5] a refused change is given up only by typing how many', async () => {
	test.setTimeout(300_000);
	const a = await phoneOf(BRANCH);
	const b = await phoneOf(BRANCH);
	await b.phone.context.setOffline(true);
	await edit(b.page, GIVEN_UP, '转正日期', '2024-12-06');
	await edit(a.page, GIVEN_UP, '入党日期', '2025-01-06');
	await synced(a.page);
	await b.phone.context.setOffline(false);
	await toDo(b.page);
	const refused = b.page.getByRole('article', { name: GIVEN_UP });
	await refused.getByRole('button', { name: '放弃' }).click({ timeout: 60_000 });
	const confirm = b.page.getByRole('button', { name: '放弃 1 项' });
	await expect(confirm).toBeDisabled();
	await b.page.getByLabel('请输入要放弃的项数 1').fill('1');
	await confirm.click();
	await expect(b.page.getByText('没有待处理的事项')).toBeVisible();
});
