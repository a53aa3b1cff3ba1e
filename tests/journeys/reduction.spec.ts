import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { accounts, open, password, screens, signIn, sizes } from '../support/screens';
import { expect, readyOffline, test } from '../support/journey';

/** 党员减少 on the phone, offline, and back; and one number for who counts, on card, list, 导出 and 打印. */

let server: BuiltServer;
test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

const NAME = '苏皓睿';
const OTHER = '宋鑫';
/** In the branch of the demo campus. */
const ON_ROSTER = 25;

const filter = (page: Page, name: string) =>
	page.getByRole('button', { name: new RegExp(`^${name} \\d+$`) });

async function counted(page: Page, count: number): Promise<void> {
	await open(page, screens.home);
	await expect(page.getByText(new RegExp(`^${count}\\s*名党员$`))).toBeVisible();
	await open(page, screens.statistics);
	await expect(page.getByRole('link', { name: `名册 ${count} 名` })).toBeVisible();
	await open(page, screens.members);
	await expect(page.getByRole('button', { name: `导出 ${count} 名` })).toBeVisible();
	await expect(page.getByRole('button', { name: `打印 ${count} 名` })).toBeVisible();
}

test('a member who died is off the roster everywhere, behind 已减少, and back with one tap', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: sizes.phone });
	const page = await context.newPage();
	await signIn(page, server.origin, accounts.phone);
	await readyOffline(page);
	await counted(page, ON_ROSTER);

	await test.step('党员减少, offline', async () => {
		await context.setOffline(true);
		await page.getByRole('link', { name: NAME }).first().click();
		await page.getByRole('link', { name: /^党籍和组织关系/ }).click();
		await page.getByRole('button', { name: '党员减少' }).click();
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(page.getByText('请选择类型。')).toBeVisible();
		await page.getByRole('radio', { name: '死亡' }).check();
		await expect(page.getByText('请填写：离开中共组织日期')).toBeVisible();
		await page.getByLabel('离开中共组织日期').fill('2026-10-01');
	});

	await test.step('what is filled in outlives a lock', async () => {
		await expect(page.getByRole('radio', { name: '死亡' })).toBeChecked();
		await page.waitForTimeout(1200);
		await page.reload();
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '解锁' }).click();
		await expect(page.getByText(/您有未保存的内容/)).toBeVisible();
		await expect(page.getByLabel('离开中共组织日期')).toHaveValue('2026-10-01');
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(page.getByText('已减少：死亡')).toBeVisible();
	});

	await test.step('one number everywhere, and a filter for who has gone', async () => {
		await counted(page, ON_ROSTER - 1);
		await filter(page, '已减少').click();
		await expect(page.getByText('已死亡')).toBeVisible();
		await expect(page.getByRole('button', { name: '导出 1 名' })).toBeVisible();
		// Nothing is done to many of them at once.
		await page.getByRole('button', { name: '选择', exact: true }).click();
		await expect(page.getByRole('checkbox', { name: '全选' })).toBeVisible();
		await expect(page.getByRole('checkbox', { name: `选择 ${NAME}` })).toHaveCount(0);
		await page.getByRole('button', { name: '完成', exact: true }).click();
		await page.getByRole('link', { name: NAME }).first().click();
		await expect(page.getByText('已减少：死亡')).toBeVisible();
	});

	await test.step('taken back, and sent', async () => {
		await page.getByRole('button', { name: '撤销减少' }).click();
		const dialog = page.getByRole('dialog', { name: '撤销减少' });
		await dialog.getByRole('button', { name: '撤销减少' }).click();
		await expect(page.getByText('已减少：死亡')).toHaveCount(0);
		const said = page.getByRole('status').filter({ hasText: '已撤销减少' });
		await expect(said).toContainText('当前党籍状态现为“正常”');
		await expect(said.getByRole('link', { name: '修改记录' })).toBeFocused();
		await context.setOffline(false);
		await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible();
		await open(page, screens.members);
		await filter(page, '全部').click();
		await counted(page, ON_ROSTER);
	});
});

async function signedIn(browser: Browser, account: string): Promise<[BrowserContext, Page]> {
	const context = await browser.newContext({ viewport: sizes.phone });
	const page = await context.newPage();
	await signIn(page, server.origin, account);
	await readyOffline(page);
	return [context, page];
}

const synced = (page: Page) =>
	expect(
		page
			.getByRole('status')
			.filter({ hasText: /已同步|待您处理/ })
			.first()
	).toBeVisible();

test('two who reduce a member at once in different ways: one decision, with all that each gave', async ({
	browser
}) => {
	const [[first, mine], [, theirs]] = [
		await signedIn(browser, accounts.phone),
		await signedIn(browser, accounts.desktop)
	];
	await open(mine, screens.members);
	const href = await mine.getByRole('link', { name: OTHER }).first().getAttribute('href');
	const id = /[0-9a-f-]{36}/.exec(href ?? '')![0];
	await first.setOffline(true);

	await test.step('the committee: 停止党籍, at once at the server', async () => {
		await open(theirs, `/members/${id}/reduction`);
		await theirs.getByRole('radio', { name: '停止党籍' }).check();
		await theirs.getByLabel('停止党籍日期').fill('2026-09-01');
		await theirs.getByLabel('停止党籍原因').fill('六个月没有参加组织生活');
		await theirs.getByLabel('党员减少批准党组织').fill('示例党委');
		await theirs.getByRole('button', { name: '保存', exact: true }).click();
		await expect(theirs.getByText('已减少：停止党籍')).toBeVisible();
		await synced(theirs);
	});

	await test.step('the branch, offline: 死亡', async () => {
		await open(mine, `/members/${id}/reduction`);
		await mine.getByRole('radio', { name: '死亡' }).check();
		await mine.getByLabel('离开中共组织日期').fill('2026-10-01');
		await mine.getByRole('button', { name: '保存', exact: true }).click();
		await expect(mine.getByText('已减少：死亡')).toBeVisible();
		await first.setOffline(false);
		await expect(mine.getByText('已减少：停止党籍')).toBeVisible();
		await expect(mine.getByText('有 1 项冲突待决定')).toBeVisible();
	});

	await test.step('one card with both, and 换成 takes the whole of it', async () => {
		await open(mine, screens.todo);
		const card = mine.getByRole('article', { name: OTHER });
		await expect(card.getByText('停止党籍日期 2026-09-01')).toBeVisible();
		await expect(card.getByText('离开中共组织日期 2026-10-01')).toBeVisible();
		await card.getByRole('button', { name: '换成' }).click();
		await open(mine, `/members/${id}/relation`);
		await expect(mine.getByText('已减少：死亡')).toBeVisible();
		await expect(mine.getByText('停止党籍日期 2026-09-01')).toHaveCount(0);
	});

	await test.step('its 撤销 brings the other one again, and 恢复党籍 follows', async () => {
		await open(mine, screens.todo);
		await mine.getByRole('button', { name: '撤销', exact: true }).first().click();
		await expect(mine.getByRole('article', { name: OTHER })).toBeVisible();
		await open(mine, `/members/${id}/reduction`);
		await mine.getByRole('radio', { name: '恢复党籍' }).check();
		await expect(mine.getByRole('heading', { level: 1 })).toContainText('恢复党籍');
		await expect(mine.getByText('恢复后重新计入在册人数')).toBeVisible();
		await mine.getByLabel('恢复党籍日期').fill('2026-10-20');
		await mine.getByLabel('恢复党籍原因').fill('改正');
		await mine.getByLabel('恢复党籍批准组织').fill('示例党委');
		await mine.keyboard.press('Control+s');
		await expect(mine.getByText('恢复党籍日期 2026-10-20')).toBeVisible();
		await open(mine, screens.todo);
		await mine.getByRole('article', { name: OTHER }).getByRole('button', { name: '保留' }).click();
		await expect(mine.getByRole('article', { name: OTHER })).toHaveCount(0);
		await open(mine, screens.members);
		await expect(mine.getByRole('button', { name: `导出 ${ON_ROSTER} 名` })).toBeVisible();
	});
});

test('a card, its list, 导出名册 and 打印 are about the same members, and nothing sticks from before', async ({
	browser
}) => {
	const page = await (await browser.newContext({ viewport: sizes.desktop })).newPage();
	await signIn(page, server.origin, accounts.desktop);
	await open(page, screens.members);
	await page.getByRole('searchbox', { name: '搜索党员' }).fill('苏');
	await open(page, screens.home);
	const card = page.getByRole('link', { name: /^待说明或审核 \d+ 名$/ });
	const count = Number(/\d+/.exec((await card.textContent()) ?? '')?.[0]);
	expect(count).toBeGreaterThan(0);
	await expect(page.getByText(`待说明或审核 ${count}`, { exact: true })).toBeVisible();
	await card.click();
	await expect(page.getByRole('searchbox', { name: '搜索党员' })).toHaveValue('');
	await expect(filter(page, '待说明或审核')).toHaveAttribute('aria-pressed', 'true');
	await open(page, '/members?state=fix');
	await expect(filter(page, '可由支部完善')).toHaveAttribute('aria-pressed', 'true');
	await page.goBack();
	await expect(filter(page, '待说明或审核')).toHaveAttribute('aria-pressed', 'true');
	const toPrint = page.getByRole('button', { name: `打印 ${count} 名` });
	await expect(toPrint).toBeVisible();
	await page.getByRole('button', { name: `导出 ${count} 名` }).click();
	await expect(page.getByText(/待说明或审核，/)).toContainText(`${count} 名`);
	await expect(page.getByRole('button', { name: `导出 ${count} 名` })).toBeVisible();
	await page.getByRole('link', { name: '打印采集表' }).click();
	await expect(page.getByRole('button', { name: `打印 ${count} 名` })).toBeVisible();
	await page.evaluate(() => (window.print = () => undefined));
	await page.getByRole('button', { name: `打印 ${count} 名` }).click();
	await expect(page.getByText(`已排版 ${count} 名，并记入日志`)).toBeVisible();
	await page.getByRole('link', { name: /^改为全部在册的 \d+ 名$/ }).click();
	await expect(page.getByText('已排版')).toHaveCount(0);
	await expect(page.getByRole('button', { name: `打印 ${count} 名` })).toHaveCount(0);
});
