import { startBuilt, type BuiltServer } from '../support/built-server';
import { setDeviceDay } from '../support/device-clock';
import { expect, test } from '../support/journey';
import { Phone } from '../support/phone';
import { accounts, open, password, screens, signIn, sizes } from '../support/screens';
import { testDay } from '../support/test-day.js';

/**
 * The part of the journeys that `npm test` runs on other days too (tests/run.js): the calendar of the machine
 * decides nothing, and the demo campus shows the same on whatever day it is loaded.
 */

let server: BuiltServer;
test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

test('pages, phones and the server have the day of the tests; a device may be told another one', async ({
	page,
	browser
}) => {
	const answered = page.waitForResponse(
		(reply) => reply.url().endsWith('/api/session') && reply.request().method() === 'POST'
	);
	await signIn(page, server.origin, accounts.phone);
	const { serverTime } = (await (await answered).json()) as { serverTime: string };
	expect(Math.abs(Date.parse(serverTime) - Date.now())).toBeLessThan(60_000);
	expect(await page.evaluate(today)).toBe(testDay);
	expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now())).toBeLessThan(60_000);

	const second = await browser.newContext({ viewport: sizes.desktop });
	const desk = await second.newPage();
	await desk.goto(server.origin);
	expect(await desk.evaluate(today)).toBe(testDay);
	await setDeviceDay(second, '2024-02-29');
	await desk.reload();
	expect(await desk.evaluate(today)).toBe('2024-02-29');
	await second.close();

	const phone = new Phone();
	const there = await phone.start();
	await there.goto(server.origin);
	expect(await there.evaluate(today)).toBe(testDay);
	await phone.dispose();
});

test('the branch of the demo shows a 转正 that is due, and a portrait', async ({ page }) => {
	await signIn(page, server.origin, accounts.phone);
	await expect(page.getByText('已过 3 天').first()).toBeVisible();
	await open(page, screens.members);
	await page.getByLabel('搜索党员').fill('孟静怡');
	await page.getByRole('button', { name: '编辑 孟静怡' }).click();
	const portrait = page.getByRole('img', { name: /孟静怡/ }).first();
	await expect(portrait).toBeVisible();
	const width = () => portrait.evaluate((image) => (image as HTMLImageElement).naturalWidth);
	await expect.poll(width).toBe(160);
});
