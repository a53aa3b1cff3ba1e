import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { open, password, signIn } from '../support/screens';
import { expect, readyOffline, test } from '../support/journey';

const ROOT = 'a990000000001';
let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

test('awards by name list, grades and one item for a selection: previewed, applied offline, taken back', async ({
	page,
	context
}) => {
	await signIn(page, server.origin, ROOT);
	await readyOffline(page);
	// From its second start on a page is served from the cache.
	await page.reload();
	await page.locator('input[name=password]').fill(password);
	await page.locator('input[name=password]').press('Enter');
	await page.getByRole('link', { name: '党员', exact: true }).waitFor();
	await context.setOffline(true);
	await open(page, '/members');

	await test.step('按决定名单录入奖励 from the real file: 20 matched, 2 asked about, 2 not found', async () => {
		await page.getByRole('button', { name: '批量操作' }).click();
		await page.getByRole('link', { name: /按决定名单录入奖励/ }).click();
		await page.getByLabel('名单文件').setInputFiles('tests/fixtures/awards-2019.xlsx');
		await expect(page.getByLabel('批准时间')).toHaveValue('2019-06-30');
		await expect(page.getByLabel('批准机关')).toHaveValue('中共示例海洋大学委员会');
		await expect(changing(page)).toHaveCount(20);
		await expect(page.getByTestId('award-question')).toHaveCount(2);
		await expect(page.getByRole('list', { name: '没有找到' }).getByRole('listitem')).toHaveCount(2);
		await expect(changing(page).filter({ hasText: '获表彰时间早于入党日期' })).toHaveText(/周静怡/);
	});

	await test.step('the person of an ambiguous row is chosen, one is left out, the rest goes in', async () => {
		const question = page.getByRole('group', { name: /陈静/ });
		await question.getByRole('radio', { name: /^陈静/ }).first().check();
		await changing(page).getByRole('checkbox', { name: '周静怡' }).uncheck();
		await page.getByRole('button', { name: '录入奖励 20 名' }).click();
		await expect(page.getByText('已更改 20 名')).toBeVisible();
	});

	await test.step('the same list again adds nothing; the whole list is taken back later', async () => {
		await page.getByRole('button', { name: '重新核对这份名单' }).click();
		await expect(page.getByText('这份名单已录入 20 行')).toBeVisible();
		await expect(changing(page)).toHaveCount(1);
		await open(page, '/members/bulk');
		const past = page.getByTestId('past-action');
		await expect(past).toHaveText(/按名单录入奖励/);
		await past.getByRole('button', { name: '撤销' }).click();
		await expect(page.getByText('已撤销 20 名')).toBeVisible();
	});

	await test.step('批量更新年级: by groups, one unticked, graduating ones only listed, undone', async () => {
		await page.getByRole('link', { name: /批量更新年级/ }).click();
		const first = page.getByRole('list', {
			name: '研究生一年级学生 → 研究生其他年级学生',
			exact: true
		});
		await expect(first.getByRole('checkbox')).toHaveCount(12);
		await expect(page.getByText(/毕业年级，待转出 \d+ 名/)).toBeVisible();
		await first.getByRole('checkbox').first().uncheck();
		await page.getByRole('button', { name: '更新年级 14 名' }).click();
		await expect(page.getByText('已更改 14 名')).toBeVisible();
		await page.getByRole('button', { name: '撤销' }).click();
		await expect(page.getByText('已撤销 14 名')).toBeVisible();
	});

	await test.step('one item for all that a search finds, old → new by name, undone', async () => {
		await open(page, '/members');
		await page.getByLabel('搜索党员').fill('陈');
		await page.getByRole('button', { name: '选择', exact: true }).click();
		await page.getByRole('checkbox', { name: '全选' }).check();
		const chosen = await page.getByRole('checkbox', { name: /^选择 / }).count();
		await expect(page.getByText(`已选 ${chosen} 名`)).toBeVisible();
		await page.getByRole('button', { name: '批量修改' }).click();
		await page.getByLabel('要改的项目').selectOption({ label: '培训情况' });
		await page.getByRole('textbox', { name: '培训情况' }).fill('2026年秋季党员集中培训');
		await page.getByRole('button', { name: '查看会改什么' }).click();
		await expect(changing(page)).toHaveCount(chosen);
		await expect(changing(page).first()).toHaveText(/（空）.*2026年秋季党员集中培训/);
		await page.getByRole('button', { name: `确认更改 ${chosen} 名` }).click();
		await expect(page.getByText(`已更改 ${chosen} 名`)).toBeVisible();
		await page.getByRole('button', { name: '撤销' }).click();
		await expect(page.getByText(`已撤销 ${chosen} 名`)).toBeVisible();
	});

	await test.step('online again everything is taken by the server, nothing is refused', async () => {
		await context.setOffline(false);
		await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible({
			timeout: 30_000
		});
		await open(page, '/todo');
		await expect(page.getByText('没有待处理的事项')).toBeVisible();
	});
});

/** The persons on whom something would change. */
function changing(page: Page) {
	return page.locator('[data-testid=bulk-row][data-verdict=change]');
}
