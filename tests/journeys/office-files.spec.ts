import { writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { idNumberFor } from '../support/sound-member';
import { expect, test } from '../support/journey';
import { accounts, open, password, screens, signIn, sizes, type Size } from '../support/screens';

/** Files as offices make them, on the built app: the day that is written, and whose members they name. */

let server: BuiltServer;
test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

async function device(browser: Browser, size: Size): Promise<Page> {
	const page = await (await browser.newContext({ viewport: sizes[size] })).newPage();
	await signIn(page, server.origin, accounts[size]);
	return page;
}

async function check(page: Page, file: string): Promise<void> {
	await open(page, screens.import);
	await page.getByLabel('选择文件').setInputFiles(file);
	await page.getByRole('button', { name: '检查', exact: true }).click();
	await expect(page.getByTestId('verdict').first()).toBeVisible({ timeout: 60_000 });
}

const found = (name: string) => `tests/fixtures/found/${name}`;
const rowOf = (page: Page, name: string) => page.getByTestId('verdict').filter({ hasText: name });

/** A small roster of the phone’s own making. */
function roster(...rows: string[]): string {
	const path = test.info().outputPath('名册.csv');
	writeFileSync(path, ['姓名,公民身份号码,民族,所在支部', ...rows].join('\n'));
	return path;
}

test('the day that is written is the day that is kept; what shows none is asked, row by row', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const page = await device(browser, 'phone');
	await check(page, found('a-times.csv'));

	await test.step('a moment of another zone and an order nobody can tell are asked about', async () => {
		await expect(page.locator('[data-verdict="needs-answer"]')).toHaveCount(2);
		const zone = rowOf(page, '测试壬');
		await expect(zone).toContainText('其他时区的时间');
		await expect(zone.getByLabel('入党日期')).toHaveValue('2019-06-01');
		const order = rowOf(page, '测试丑');
		await expect(order.getByLabel('入党日期')).toHaveValue('');
		await order.getByRole('button', { name: '确定' }).click();
		await expect(order.getByRole('alert')).toBeVisible();
		await order.getByLabel('入党日期').fill('2019/6/1 00:00:00');
		await order.getByRole('button', { name: '确定' }).click();
		await expect(order).not.toHaveAttribute('data-verdict', 'needs-answer');
		await expect(zone).toHaveAttribute('data-verdict', 'needs-answer');
	});

	await test.step('2019-6-2 08:30 is the second of June', async () => {
		await page.getByRole('button', { name: '确认导入 10 名' }).click();
		await expect(page.getByText('已导入 10 名')).toBeVisible();
		await open(page, screens.members);
		await page.getByLabel('搜索党员').fill('测试丁');
		await page.getByRole('button', { name: '编辑 测试丁' }).click();
		await expect(page.getByLabel('入党日期')).toHaveValue('2019-06-02');
	});

	await test.step('the form reads a pasted time as the file does', async () => {
		const field = page.getByLabel('入党日期');
		await field.fill('2019/6/3 00:00:00');
		await field.blur();
		await expect(field).toHaveValue('2019-06-03');
		await field.fill('2019-05-31T16:00:00Z');
		await field.blur();
		await expect(page.getByText('这是其他时区的时间')).toBeVisible();
		await field.fill('2019-06-03');
		await field.blur();
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(page.getByText('已保存').first()).toBeVisible();
	});
});

test('a month in a format without a code in the file: compared as birth, asked for its day elsewhere', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const page = await device(browser, 'desktop');
	await check(page, found('20-birth-57.xlsx'));
	await expect(page.locator('[data-verdict="needs-answer"]')).toHaveCount(8);
	await expect(page.getByText(/出生日期“/)).toHaveCount(0);
	const row = rowOf(page, '张三');
	await expect(row).toContainText('入党日期“2024年6月”缺少日');
	await expect(row.getByLabel('入党日期')).toHaveValue('2024-06-');
	await expect(row.getByRole('checkbox')).not.toBeChecked();
	await row.getByLabel('入党日期').fill('2024-06-20');
	await row.getByRole('button', { name: '确定' }).click();
	await expect(row).toHaveAttribute('data-verdict', 'accept');
	await expect(page.locator('[data-verdict="needs-answer"]')).toHaveCount(7);
});

test('a branch takes its own of a file, refuses the others by name, and is asked about gaps', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const page = await device(browser, 'phone');
	const foreign = '属于“信息学院学生第二党支部”，本机没有这个党组织';

	await test.step('a merged cell counts for all its rows', async () => {
		await check(page, found('12-merged-branch.xlsx'));
		await expect(page.locator('[data-verdict="accept"]')).toHaveCount(4);
		await expect(page.locator('[data-verdict="reject"]')).toHaveCount(4);
		await expect(page.getByText(foreign)).toHaveCount(4);
	});

	await test.step('a sheet of another branch is read and refused by its name', async () => {
		await check(page, found('04-sheet-per-branch.xlsx'));
		const sheets = page.getByRole('group', { name: '读取哪些工作表' });
		await expect(sheets.getByRole('checkbox', { checked: true })).toHaveCount(2);
		await expect(page.getByText(foreign)).toHaveCount(4);
		await expect(rowOf(page, '赵敏')).toContainText('“信息学院学生第二党支部”第 2 行');
		await sheets.getByLabel('信息学院学生第二党支部').uncheck();
		await expect(page.getByTestId('verdict')).toHaveCount(4);
		await expect(page.getByRole('button', { name: '确认导入 4 名' })).toBeEnabled();
	});

	await test.step('an empty cell is asked; one answer is one row’s until it is said of the others', async () => {
		const person = (name: string, n: string, branch: string) =>
			`${name},${idNumberFor('1998-04-20', n)},01,${branch}`;
		await check(
			page,
			roster(
				person('测试甲', '301', '信息学院学生第一党支部'),
				person('测试乙', '303', ''),
				person('测试丙', '305', ''),
				person('测试丁', '307', '信息学院学生一支部'),
				person('测试戊', '309', '信息学院学生二支部')
			)
		);
		await expect(rowOf(page, '测试戊')).toContainText('属于“信息学院学生二支部”');
		await expect(rowOf(page, '测试丁')).toContainText('本机没有名为“信息学院学生一支部”的党组织');
		const [one, other] = [rowOf(page, '测试乙'), rowOf(page, '测试丙')];
		await expect(one.getByLabel('其余 1 行同样没有填写')).not.toBeChecked();
		await one.getByRole('button', { name: '确定' }).click();
		await expect(one.getByRole('alert')).toContainText('请选择党支部');
		await one.getByLabel('组织关系所在党支部').click();
		await page.getByRole('option', { name: /信息学院学生第一党支部/ }).click();
		await one.getByRole('button', { name: '确定' }).click();
		await expect(one).not.toHaveAttribute('data-verdict', 'needs-answer');
		await expect(other).toHaveAttribute('data-verdict', 'needs-answer');
		await expect(page.getByRole('button', { name: '确认导入 2 名' })).toBeEnabled();
	});
});

test('a committee reads every sheet, each person in the branch his row names', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const page = await device(browser, 'desktop');
	await check(page, found('04-sheet-per-branch.xlsx'));
	await page.getByRole('button', { name: '确认导入 8 名' }).click();
	await expect(page.getByText('已导入 8 名')).toBeVisible();
	await open(page, screens.members);
	for (const [name, branch] of [
		['王五福', '信息学院学生第一党支部'],
		['钱多', '信息学院学生第二党支部']
	] as const) {
		await page.getByLabel('搜索党员').fill(name);
		await page.getByRole('button', { name: `编辑 ${name}` }).click();
		await expect(page.getByLabel('组织关系所在党支部')).toContainText(branch);
		await open(page, screens.members);
	}
});
