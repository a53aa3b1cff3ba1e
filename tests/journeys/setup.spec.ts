import { startBuilt } from '../support/built-server';
import { accounts, password } from '../support/screens';
import { expect, test } from '../support/journey';

/** The two ways to start that the README promises. */

const link = (output: string) => /http:\/\/\S*\/setup\?token=\S+/.exec(output)?.[0] ?? '';

test('`npm start -- --demo` prints every account of the demo campus, and they sign in', async ({
	page
}) => {
	const server = await startBuilt({ demoPassword: password });
	const printed = new Set(server.output().match(/\b[au]9900000000\d\d\b/g));
	expect(printed.size).toBe(17);
	expect(link(server.output())).toBe('');
	await page.goto(server.origin);
	await page.getByLabel('账号').fill([...printed].find((one) => one.startsWith('u'))!);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('heading', { name: '待办' })).toBeVisible();
	await server.dispose();
});

test('the set-up link makes the root committee, whose account then signs in; it opens only once', async ({
	page
}) => {
	const server = await startBuilt();
	await page.goto(link(server.output()));
	await page.getByRole('button', { name: /新建党委/ }).click();
	const make = page.getByRole('button', { name: '建立党委和管理员账号' });
	await make.click();
	await expect(page.getByText('组织代码为 6 至 20 位数字。')).toBeVisible();
	await page.getByLabel('组织代码').fill('990000000900');
	await page.getByLabel('党组织全称').fill('中共示例河畔大学委员会');
	await page.getByLabel('党组织简称').fill('示例河畔大学委员会');
	await page.getByLabel('管理员密码', { exact: true }).fill(password);
	await page.getByLabel('再次输入管理员密码').fill(password);
	await make.click();
	await expect(page.getByTestId('account')).toHaveAttribute('data-account', 'a990000000900');
	await page.getByRole('link', { name: '去登录' }).click();
	await page.getByLabel('账号', { exact: true }).fill('a990000000900');
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByText('还没有党员')).toBeVisible();
	await page.goto(link(server.output()));
	await expect(page.getByText('设置已经完成，或链接已失效')).toBeVisible();
	await server.dispose();
});

test('the set-up link loads the demo campus and shows its first passwords once', async ({
	page
}) => {
	const server = await startBuilt();
	await page.goto(link(server.output()));
	await page.getByRole('button', { name: /载入示例校园/ }).click();
	const rows = page.getByTestId('account');
	await expect(rows).toHaveCount(17);
	await expect(page.getByText('初始密码只显示这一次')).toBeVisible();
	const first = await rows.filter({ hasText: accounts.phone }).getAttribute('data-password');
	expect(first).toMatch(/^\S{12,}$/);
	await page.reload();
	await expect(page.getByText('设置已经完成，或链接已失效')).toBeVisible();
	expect(await page.content()).not.toContain(first);
	await page.getByRole('link', { name: '去登录' }).click();
	await page.getByLabel('账号').fill(accounts.phone);
	await page.getByLabel('密码', { exact: true }).fill(first!);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('heading', { name: '设置新密码' })).toBeVisible();
	await server.dispose();
});
