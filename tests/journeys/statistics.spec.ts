import { readFileSync } from 'node:fs';
import { read, utils } from 'xlsx';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { accounts, open, password, screens, signIn } from '../support/screens';
import { expect, readyOffline, test } from '../support/journey';

/** 统计 on the phone without a network: a bar opens its list, a sheet goes out as a workbook. */

let server: BuiltServer;
test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

test('offline: every bar opens the list of exactly the members it counts, and the sheet is written', async ({
	page,
	context
}) => {
	await signIn(page, server.origin, accounts.phone);
	await readyOffline(page);
	// From here on there is no network: every page and the workbook writer come from the device.
	await context.setOffline(true);
	await page.goto(`${server.origin}/me`);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '解锁' }).click();
	await page.getByRole('link', { name: '我的', exact: true }).click();
	await page.getByRole('link', { name: '统计' }).click();
	await expect(page.getByRole('link', { name: '名册 25 名' })).toBeVisible();

	const chart = page.getByRole('region', { name: '学历' });
	const bar = chart.getByRole('link').first();
	const [name = '', count = ''] =
		/^(\D+?)\s*(\d+)\s*名/.exec(await bar.innerText())?.slice(1) ?? [];
	expect(Number(count)).toBeGreaterThan(0);
	await bar.click();
	await expect(page).toHaveURL(/\/members\?org=[\w-]+&by=education&is=\d+$/);
	await expect(page.getByText(`${count} 名`, { exact: true })).toBeVisible();
	const chip = page.getByRole('button', { name: `取消筛选 学历：${name}` });
	await chip.click();
	await expect(chip).toHaveCount(0);
	await expect(page.getByText('25 名', { exact: true })).toBeVisible();
	await expect(page).not.toHaveURL(/by=/);

	await open(page, screens.statistics);
	await chart.getByText('学历表').click();
	const row = chart.getByRole('row', { name: new RegExp(`^${name} ${count} `) });
	await row.getByRole('link').click();
	await expect(page.getByText(`${count} 名`, { exact: true })).toBeVisible();

	await open(page, screens.comparison);
	const downloads = page.waitForEvent('download');
	await page.getByRole('button', { name: '导出' }).click();
	const download = await downloads;
	expect(download.suggestedFilename()).toMatch(/^党员增减两年对照表-.+\.xlsx$/);
	await expect(page.getByText('已导出，并记入日志。')).toBeVisible();
	const book = read(readFileSync(await download.path()));
	const rows = utils.sheet_to_json<unknown[]>(book.Sheets['党员增减两年对照表']!, { header: 1 });
	expect(rows.find(([first]) => /^\d{4}年党员总数$/.test(String(first)))?.[1]).toBe(25);
});
