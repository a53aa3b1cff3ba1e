import { readFileSync } from 'node:fs';
import type { Browser, Download, Locator, Page } from '@playwright/test';
import { read, utils } from 'xlsx';
import { addMonths } from '#domain/kernel/plain-date';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { chromiumFlags, chromiumPath } from '../support/chromium';
import { accounts, open, password, screens, signIn, sizes, type Size } from '../support/screens';
import { idNumberFor } from '../support/sound-member';
import { expect, readyOffline, test } from '../support/journey';

/** 问题数据 from the phone that finds it to the committee that closes it; 待办 with its days. */

// The shell of Chromium shows no notices.
test.use({ launchOptions: { executablePath: chromiumPath(), args: chromiumFlags } });

let server: BuiltServer;
test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

const NAME = '欧阳晨曦';
const ID = idNumberFor('2010-03-04', '003');

async function device(browser: Browser, size: Size): Promise<Page> {
	const permissions = ['notifications'];
	const page = await (await browser.newContext({ viewport: sizes[size], permissions })).newPage();
	await page.addInitScript(watchNotices);
	await signIn(page, server.origin, accounts[size]);
	// A notice goes through the worker, which cannot be fetched once the network is gone.
	await readyOffline(page);
	return page;
}

/** A year ago less twelve days, where the phone is: the probation ends in twelve days. */
function joinDate(): string {
	const then = new Date(Date.now() + 12 * 86_400_000);
	return addMonths(then.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }), -12);
}

async function admit(page: Page): Promise<void> {
	await open(page, screens.members);
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
	await page.getByLabel('姓名').fill(NAME);
	await page.getByLabel('公民身份号码').fill(ID);
	await page.getByLabel('民族').click();
	await page.getByRole('option', { name: /汉族/ }).click();
	await page.getByLabel('入党日期').fill(joinDate());
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
}

const cardOf = (page: Page): Locator => page.getByRole('article', { name: NAME });

/** What the system was asked to show; a browser without a screen shows nothing. */
const noticesOn = (page: Page) => page.evaluate(() => document.body.dataset['notices']);

function watchNotices(): void {
	const held = ServiceWorkerRegistration.prototype;
	held.showNotification = async (title, options) => {
		document.body.dataset['notices'] = `${title}：${options?.body}`;
	};
}

async function textOf(download: Download): Promise<string> {
	return readFileSync(await download.path(), 'utf8');
}

test('the branch sends up offline, the committee answers, exports, closes, marks a record and takes the mark back', async ({
	browser
}) => {
	const phone = await device(browser, 'phone');
	await admit(phone);
	await phone.context().setOffline(true);
	await phone.getByText(/还有 \d+ 项要看/).click();
	await phone.getByRole('button', { name: `上报 ${NAME}` }).click();
	await expect(phone.getByText('已上报')).toBeVisible();
	await expect(phone.getByRole('button', { name: `上报 ${NAME}` })).toHaveCount(0);
	await phone.context().setOffline(false);
	await expect(phone.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible();

	const desk = await device(browser, 'desktop');
	await desk.getByRole('link', { name: /\d+ 条上报的问题数据待办理/ }).click();
	await expect(cardOf(desk)).toContainText(ID);
	await expect(cardOf(desk)).toContainText('入党年龄小于18岁');
	await expect(cardOf(desk)).toContainText('信息学院学生第一党支部');
	await cardOf(desk).getByRole('button', { name: '答复' }).click();
	const dialog = desk.getByRole('dialog');
	await dialog.getByRole('button', { name: '答复' }).click();
	await expect(dialog.getByText('请填写答复内容。')).toBeVisible();
	await dialog.getByLabel('答复内容').fill('已转后台，请核对档案');
	await dialog.getByRole('button', { name: '答复' }).click();
	await expect(cardOf(desk)).toContainText('处理中');

	const downloading = desk.waitForEvent('download');
	await desk.getByRole('button', { name: '导出问题数据' }).click();
	const book = read(readFileSync(await (await downloading).path()));
	const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['问题数据']!);
	expect(rows.find((row) => row['公民身份号码'] === ID)).toMatchObject({
		姓名: NAME,
		办理状态: '处理中',
		答复: '已转后台，请核对档案'
	});
	await expect(desk.getByText(/已导出 \d+ 条，并记入日志/)).toBeVisible();

	await cardOf(desk).getByRole('button', { name: '办结' }).click();
	await expect(dialog.getByText('检查仍认为有问题')).toBeVisible();
	await dialog.getByLabel('处理结果（可不填）').fill('后台已更正');
	await dialog.getByRole('button', { name: '办结' }).click();
	await expect(cardOf(desk)).toHaveCount(0);

	// The case has left the list of the branch, and stays readable.
	await open(phone, screens.reminders);
	await open(phone, screens.problems);
	await expect(phone.getByText('有 1 条已办结，但问题仍在')).toBeVisible();
	await expect(cardOf(phone)).toHaveCount(0);
	await phone.getByRole('button', { name: '查看已处理' }).click();
	await expect(cardOf(phone)).toContainText('已处理，问题仍在');
	await expect(cardOf(phone)).toContainText('已转后台，请核对档案');
	await expect(cardOf(phone)).toContainText('后台已更正');
	await expect(cardOf(phone).getByRole('button', { name: '办结' })).toHaveCount(0);
	await expect(cardOf(phone).getByRole('button', { name: `上报 ${NAME}` })).toHaveText('再次上报');

	await test.step('[ID-90] the committee marks the record offline; the branch reads why, and sends it up', async () => {
		await desk.getByRole('button', { name: /^已处理/ }).click();
		await cardOf(desk).getByRole('link', { name: NAME }).click();
		await expect(desk.getByRole('heading', { name: NAME })).toBeVisible();
		await desk.context().setOffline(true);
		await desk.getByRole('button', { name: '标记为问题数据' }).click();
		await dialog.getByRole('button', { name: '标记', exact: true }).click();
		await expect(dialog.getByText('请填写标记原因。')).toBeVisible();
		await dialog.getByLabel('标记原因').fill('后台查无此号');
		await dialog.getByRole('button', { name: '标记', exact: true }).click();
		await expect(dialog).toHaveCount(0);
		await expect(desk.getByText('标记原因：后台查无此号').first()).toBeVisible();
		await desk.context().setOffline(false);

		await phone.getByRole('button', { name: /^未办结/ }).click();
		await expect(cardOf(phone)).toContainText('标记原因：后台查无此号');
		await expect(cardOf(phone)).toContainText('上级党组织 a990000000001');
		await cardOf(phone).getByRole('link', { name: NAME }).click();
		const note = phone.getByRole('note').filter({ hasText: '标记为问题数据' });
		await expect(note).toContainText('标记原因：后台查无此号');
		await expect(note).toContainText('该党员为问题数据');
		await expect(phone.getByRole('button', { name: '取消标记' })).toHaveCount(0);
		await expect(phone.getByRole('button', { name: '标记为问题数据' })).toHaveCount(0);
		await open(phone, screens.problems);
		await cardOf(phone)
			.getByRole('button', { name: `上报 ${NAME}` })
			.click();
		await expect(cardOf(phone)).toContainText('已上报');
	});

	await test.step('[ID-90] 办结 takes the mark back, and the case leaves the list of the branch', async () => {
		await open(desk, screens.problems);
		await cardOf(desk).getByRole('button', { name: '办结' }).click();
		await expect(dialog.getByLabel('同时取消“问题数据”标记')).toBeChecked();
		await dialog.getByLabel('处理结果（可不填）').fill('号码已核实');
		await dialog.getByRole('button', { name: '办结' }).click();
		await expect(cardOf(desk)).toHaveCount(0);
		await expect(cardOf(phone)).toHaveCount(0);
		await phone.getByRole('button', { name: /^已处理/ }).click();
		const closed = cardOf(phone).filter({ hasText: '已处理，标记已取消' });
		await expect(closed).toContainText('号码已核实');
	});

	await test.step('[ID-90] 撤销办结 brings the case back together with its mark', async () => {
		await desk.getByRole('button', { name: /^已处理/ }).click();
		const closed = cardOf(desk).filter({ hasText: '标记已取消' });
		await closed.getByRole('button', { name: '撤销办结' }).click();
		await desk.getByRole('button', { name: /^未办结/ }).click();
		await expect(cardOf(desk)).toContainText('标记原因：后台查无此号');
	});

	// The same phone: what has a day stands on 首页, opens its place, and goes into a calendar.
	await phone.context().setOffline(true);
	await open(phone, screens.home);
	const line = phone.getByRole('region', { name: '近期到期' }).getByRole('link', { name: NAME });
	await expect(line).toContainText('还有 12 天');
	await line.click();
	await expect(phone.getByLabel('转正日期')).toBeFocused();

	await open(phone, screens.reminders);
	const plain = phone.waitForEvent('download');
	await phone.getByRole('button', { name: '保存日历文件' }).click();
	const numbers = await textOf(await plain);
	expect(numbers).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
	expect(numbers).toContain('预备期届满');
	expect(numbers.replaceAll('\r\n ', '')).not.toContain(NAME);
	await phone.getByLabel('写入党员姓名').check();
	await expect(phone.getByText('文件里会有姓名')).toBeVisible();
	const named = phone.waitForEvent('download');
	await phone.getByRole('button', { name: '保存日历文件' }).click();
	expect((await textOf(await named)).replaceAll('\r\n ', '')).toContain(
		`SUMMARY:预备期届满：${NAME}`
	);

	await phone.getByRole('button', { name: '开启通知' }).click();
	await expect(phone.getByText('已开启：')).toBeVisible();
	await expect
		.poll(() => noticesOn(phone))
		.toBe('支部册：有 1 项已过期、3 项近期到期，请打开支部册查看。');
	await phone.context().close();
	await desk.context().close();
});
