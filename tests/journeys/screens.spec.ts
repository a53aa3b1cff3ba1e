import type { Browser, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import {
	accounts,
	open,
	openFirstMember,
	screens,
	signIn,
	sizes,
	password,
	type Size
} from '../support/screens';
import { expect, test } from '../support/journey';

/** What every screen owes to everybody: found by label, worked by keyboard, readable, never cut off. */

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

async function device(browser: Browser, size: Size): Promise<Page> {
	const context = await browser.newContext({
		viewport: sizes[size],
		reducedMotion: 'reduce'
	});
	return context.newPage();
}

test('every label of the issue finds its control', async ({ browser }) => {
	const page = await device(browser, 'phone');
	const field = (name: string) => page.getByRole('textbox', { name, exact: true });
	const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
	await page.goto(`${server.origin}/sign-in`);
	await expect(field('账号')).toBeVisible();
	await expect(page.getByLabel('密码', { exact: true })).toBeVisible();
	await expect(button('登录')).toBeVisible();
	await signIn(page, server.origin, accounts.phone);
	for (const name of ['首页', '党员', '转接', '党组织', '我的']) {
		await page.getByRole('link', { name, exact: true }).click();
		await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute(
			'aria-current',
			'page'
		);
		await expect(page.getByRole('status').first()).toContainText(/同步|更改/);
	}
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await expect(page.getByRole('searchbox', { name: '搜索党员' })).toBeVisible();
	for (const name of ['补录', '导入名册', /^导出 \d+ 名$/, /^打印 \d+ 名$/]) {
		await expect(button(name)).toBeVisible();
	}
	await expect(button('编辑 苏皓睿')).toBeVisible();
	await expect(button(/^信息完整度 \d+%$/)).toHaveCount(25);
	await button('编辑 苏皓睿').click();
	await expect(field('姓名')).toHaveValue('苏皓睿');
	for (const name of ['公民身份号码', '籍贯', '出生日期', '现居住地', '手机号码']) {
		await expect(field(name)).toBeVisible();
	}
	for (const name of ['民族', '学历', '工作岗位']) {
		await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible();
	}
	await expect(page.getByRole('radiogroup', { name: '性别' })).toBeVisible();
	await expect(button('保存')).toBeVisible();
	await open(page, screens.import);
	await expect(page.getByLabel('选择文件')).toHaveAttribute('type', 'file');
	await expect(button('检查')).toBeVisible();
	await open(page, screens.export);
	await expect(page.getByRole('checkbox', { name: '全选' })).toBeVisible();
	await expect(button(/^导出 \d+ 名$/)).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('密码', { exact: true })).toBeFocused();
	await expect(button('解锁')).toBeVisible();
	await page.context().close();
});

test('code pickers search by code, name and pinyin initials, in a sheet at the bottom of a phone', async ({
	browser
}) => {
	const page = await device(browser, 'phone');
	await signIn(page, server.origin, accounts.phone);
	await openFirstMember(page);
	await page.getByRole('combobox', { name: '工作岗位' }).click();
	const sheet = page.getByRole('dialog', { name: '选择代码' });
	const box = await sheet.boundingBox();
	expect(box!.x).toBe(0);
	expect(box!.width).toBe(390);
	expect(Math.round(box!.y + box!.height)).toBe(844);
	const search = page.getByRole('combobox', { name: '搜索代码表' });
	for (const query of ['402', '本科', 'bk']) {
		await search.fill(query);
		await expect(page.getByRole('option', { name: /^402.*大学本科/ }).first()).toBeVisible();
	}
	await search.press('Enter');
	await expect(sheet).toBeHidden();
	await expect(page.getByRole('combobox', { name: '工作岗位' })).toContainText('大学本科');
	await page.context().close();
});

test('信息完整度 says percent, reasons and who must act, by tap, by hover and by focus', async ({
	browser
}) => {
	const phone = await device(browser, 'phone');
	await signIn(phone, server.origin, accounts.phone);
	await open(phone, screens.members);
	const bar = (page: Page) => page.getByRole('button', { name: /^信息完整度/ }).first();
	const says = async (page: Page) => {
		const box = page.getByRole('dialog', { name: '信息完整度' });
		await expect(box).toContainText(/信息完整度\s*\d+%/);
		await expect(box).toContainText('缺少现居住地');
		await expect(box).toContainText('由支部完善');
		return box;
	};
	await bar(phone).click();
	const sheet = await says(phone);
	await phone.keyboard.press('Escape');
	await expect(sheet).toBeHidden();
	await expect(bar(phone)).toBeFocused();
	await phone.context().close();

	const desk = await device(browser, 'desktop');
	await signIn(desk, server.origin, accounts.desktop);
	await open(desk, screens.members);
	await bar(desk).hover();
	const box = await says(desk);
	await desk.mouse.move(5, 5);
	await expect(box).toBeHidden();
	await desk.getByRole('link', { name: /曹洁/ }).focus();
	await desk.keyboard.press('Tab');
	await says(desk);
	await desk.keyboard.press('Escape');
	await expect(box).toBeHidden();
	await desk.context().close();
});

test('a desktop is worked by keyboard: / searches, j and k move, e edits, Ctrl+S saves, Esc closes', async ({
	browser
}) => {
	const page = await device(browser, 'desktop');
	await signIn(page, server.origin, accounts.desktop);
	await open(page, screens.members);
	const list = page.getByRole('list', { name: '党员名单' });
	const rowOf = (n: number) => list.getByRole('listitem').nth(n).getByRole('link');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await expect(rowOf(1)).toBeFocused();
	await page.keyboard.press('k');
	await expect(rowOf(0)).toBeFocused();
	await page.keyboard.press('/');
	await expect(page.getByLabel('搜索党员')).toBeFocused();
	await page.keyboard.type('gch');
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await page.keyboard.press('ArrowDown');
	await expect(rowOf(0)).toBeFocused();
	await page.keyboard.press('e');
	// List and record stand side by side.
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('龚承豪');
	await expect(list).toBeVisible();
	await expect(rowOf(0)).toHaveAttribute('aria-current', 'true');
	await page.getByLabel('现居住地').fill('示例市键盘路1号');
	await page.keyboard.press('Control+s');
	await expect(page.getByText(/^已保存/)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('现居住地')).toBeHidden();
	await expect(page).toHaveURL(`${server.origin}/members`);
	await page.getByLabel('搜索党员').focus();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('搜索党员')).toHaveValue('');
	await page.context().close();
});

test('panes keep the width they were pulled to, and turning to a narrow window keeps what was typed', async ({
	browser
}) => {
	const page = await device(browser, 'desktop');
	await signIn(page, server.origin, accounts.desktop);
	await openFirstMember(page);
	const edge = page.getByRole('slider', { name: '名册栏的宽度' });
	const before = Number(await edge.getAttribute('aria-valuenow'));
	const box = (await edge.boundingBox())!;
	await page.mouse.move(box.x, 400);
	await page.mouse.down();
	await page.mouse.move(box.x - 40, 400, { steps: 4 });
	await page.mouse.up();
	await edge.press('ArrowLeft');
	await expect(edge).toHaveAttribute('aria-valuenow', String(before - 56));
	await page.getByLabel('现居住地').fill('示例市旋转路1号');
	await page.setViewportSize({ width: 800, height: 1100 });
	await expect(page.getByRole('list', { name: '党员名单' })).toBeHidden();
	await expect(page.getByLabel('现居住地')).toHaveValue('示例市旋转路1号');
	await page.setViewportSize(sizes.desktop);
	await expect(edge).toHaveAttribute('aria-valuenow', String(before - 56));
	await expect(page.getByLabel('现居住地')).toHaveValue('示例市旋转路1号');
	await page.context().close();
});

test('the list keeps its place, its search and its filter when you come back', async ({
	browser
}) => {
	const page = await device(browser, 'phone');
	await signIn(page, server.origin, accounts.phone);
	await open(page, screens.members);
	await page
		.getByRole('button', { name: /^可由支部完善/ })
		.first()
		.click();
	const edits = page.getByRole('button', { name: /^编辑/ });
	await edits.last().scrollIntoViewIfNeeded();
	const top = await page.evaluate(() => scrollY);
	expect(top).toBeGreaterThan(500);
	await edits.last().click();
	await page.getByLabel('现居住地').waitFor();
	await page.getByRole('link', { name: '返回名册' }).click();
	await expect.poll(() => page.evaluate(() => scrollY)).toBe(top);
	await expect(page.getByRole('button', { name: /^可由支部完善/ }).first()).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await page.context().close();
});
