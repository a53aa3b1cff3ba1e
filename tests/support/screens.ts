import type { Page } from '@playwright/test';
import { tabs } from '#domain/model/member/field';

/** The two sizes every screen is made for. */
export const sizes = {
	phone: { width: 390, height: 844 },
	desktop: { width: 1280, height: 800 }
};
export type Size = keyof typeof sizes;

/** One password for the demo campus, and the account that fits each size. */
export const password = 'Harbour-lights-27-quiet';
export const accounts = { phone: 'u990000000012', desktop: 'a990000000001' };

/** Every page behind the sign-in that an address alone opens. */
export const screens = {
	home: '/',
	members: '/members',
	new: '/members/new',
	import: '/members/import',
	export: '/members/export',
	bulk: '/members/bulk',
	awards: '/members/awards',
	grades: '/members/grades',
	bulkField: '/members/bulk/field',
	orgs: '/orgs',
	statistics: '/statistics',
	comparison: '/statistics/comparison',
	students: '/statistics/students',
	transfers: '/transfers',
	todo: '/todo',
	problems: '/problems',
	reminders: '/me/reminders',
	sync: '/sync',
	print: '/print',
	help: '/help',
	helpTask: '/help/edit-member',
	helpFields: '/help/fields',
	helpRules: '/help/rules',
	helpCodes: '/help/codes',
	helpTable: '/help/codes/honour',
	me: '/me',
	devices: '/me/devices',
	password: '/me/password',
	pin: '/me/pin'
};

/** The tabs and procedures of one record. */
export const recordPages = (memberId: string) =>
	[...Object.keys(tabs), 'reduction'].map((tab) => `/members/${memberId}/${tab}`);

export async function signIn(page: Page, origin: string, account: string): Promise<void> {
	await page.goto(`${origin}/sign-in`);
	await page.getByLabel('账号').fill(account);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByRole('status').filter({ hasText: '已同步' }).first().waitFor();
}

/** To another page without a reload, which would lock the device. */
export async function open(page: Page, path: string): Promise<void> {
	await page.evaluate((href) => {
		const link = document.createElement('a');
		link.href = href;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	await page.waitForURL((url) => url.pathname + url.search === path);
}

/** The record of the first member of the list. */
export async function openFirstMember(page: Page): Promise<void> {
	await open(page, screens.members);
	await page.getByRole('button', { name: /^编辑/ }).first().click();
	await page.getByLabel('现居住地').waitFor();
}
