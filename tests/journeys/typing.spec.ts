import type { Browser, CDPSession, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, test } from '../support/journey';
import { idNumberFor } from '../support/sound-member';
import {
	accounts,
	open,
	openFirstMember,
	password,
	screens,
	signIn,
	sizes
} from '../support/screens';

/** What is typed stays where it was typed: input methods, presses that slip, and screens that fail. */

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

async function desk(browser: Browser): Promise<Page> {
	const page = await browser.newPage({ viewport: sizes.desktop, reducedMotion: 'reduce' });
	await signIn(page, server.origin, accounts.phone);
	return page;
}

/** An input method at work: what it shows under the cursor is not a text yet. */
async function compose(cdp: CDPSession, text: string): Promise<void> {
	const selectionStart = text.length;
	await cdp.send('Input.imeSetComposition', { text, selectionStart, selectionEnd: selectionStart });
}

/** A new row of 奖励 in its dialog, with the cursor in a text. */
async function newAward(page: Page) {
	await openFirstMember(page);
	await page.getByRole('link', { name: /^奖惩/ }).click();
	await page.getByRole('button', { name: '新增奖励' }).click();
	const dialog = page.getByRole('dialog', { name: '新增奖励' });
	const text = dialog.getByRole('textbox', { name: '批准机关' });
	await text.click();
	return { dialog, text };
}

test('Escape that an input method needs closes no dialog; the next one does', async ({
	browser
}) => {
	const page = await desk(browser);
	const cdp = await page.context().newCDPSession(page);
	const { dialog, text } = await newAward(page);
	await compose(cdp, 'dangwei');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeVisible();
	await compose(cdp, '');
	await cdp.send('Input.insertText', { text: '示例党委' });
	await expect(text).toHaveValue(/示例党委$/);
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(page.getByText('填写的内容还没有保存')).toBeVisible();
	await page.context().close();
});

test('keys of an input method save nothing, clear no search and close no record', async ({
	browser
}) => {
	const page = await desk(browser);
	const cdp = await page.context().newCDPSession(page);
	await openFirstMember(page);
	const address = page.url();
	const home = page.getByLabel('现居住地');
	await home.fill('');
	await home.click();
	await compose(cdp, 'shili');
	await page.keyboard.press('Control+s');
	await page.keyboard.press('Escape');
	await expect(home).toBeVisible();
	expect(page.url()).toBe(address);
	await expect(page.getByText(/^已保存/)).toHaveCount(0);
	await cdp.send('Input.insertText', { text: '示例市拼音路1号' });
	await expect(home).toHaveValue('示例市拼音路1号');
	await page.keyboard.press('Control+s');
	await expect(page.getByText(/^已保存/)).toBeVisible();

	const search = page.getByLabel('搜索党员');
	await search.fill('苏');
	await compose(cdp, 'hao');
	await page.keyboard.press('Escape');
	await expect(search).toHaveValue(/^苏/);
	await page.keyboard.press('Enter');
	await expect(search).toBeFocused();
	await page.context().close();
});

test('a press that slips out of a dialog closes nothing; one beside it does', async ({
	browser
}) => {
	const page = await desk(browser);
	const { dialog, text } = await newAward(page);
	await text.fill('选中这段文字的时候松手在外面');
	const inside = (await text.boundingBox())!;
	const beside = { x: 20, y: inside.y + 4 };
	const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
		await page.mouse.move(from.x, from.y);
		await page.mouse.down();
		await page.mouse.move(to.x, to.y, { steps: 5 });
		await page.mouse.up();
	};
	const within = { x: inside.x + inside.width / 2, y: inside.y + inside.height / 2 };
	await drag(within, beside);
	await expect(dialog).toBeVisible();
	await expect(text).toHaveValue('选中这段文字的时候松手在外面');
	await drag(beside, within);
	await expect(dialog).toBeVisible();

	await dialog.getByRole('combobox').first().click();
	const codes = page.getByRole('dialog', { name: '选择代码' });
	const box = (await codes.getByRole('combobox', { name: '搜索代码表' }).boundingBox())!;
	await drag({ x: box.x + 20, y: box.y + 20 }, { x: 5, y: 5 });
	await expect(codes).toBeVisible();
	await page.mouse.click(5, 5);
	await expect(codes).toBeHidden();
	await expect(dialog).toBeVisible();
	await page.mouse.click(beside.x, beside.y);
	await expect(dialog).toBeHidden();
	await page.context().close();
});

test('Ctrl+S in a dialog saves what the dialog is about', async ({ browser }) => {
	const page = await desk(browser);
	await openFirstMember(page);
	await page.getByLabel('现居住地').fill('示例市另存路1号');
	await page.getByRole('link', { name: /^奖惩/ }).click();
	await page.getByRole('button', { name: '新增奖励' }).click();
	const dialog = page.getByRole('dialog', { name: '新增奖励' });
	await dialog.getByRole('textbox', { name: '批准机关' }).fill('示例党委');
	await page.keyboard.press('Control+s');
	// The row is not complete yet, and says so; the form behind it is left alone.
	await expect(dialog).toBeVisible();
	await expect(dialog.locator('[aria-invalid="true"]').first()).toBeVisible();
	await dialog.getByRole('button', { name: '取消' }).click();
	await expect(page.getByText(/^已保存/)).toHaveCount(0);
	await page.context().close();
});

test('补录 → 打开已有记录 asks before the typed form is left', async ({ browser }) => {
	const page = await desk(browser);
	await openFirstMember(page);
	const idNumber = await page.getByLabel('公民身份号码').inputValue();
	const name = await page.getByLabel('姓名', { exact: true }).inputValue();
	await open(page, screens.new);
	await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
	const form = page.locator('form');
	await form.getByLabel('姓名').fill('上官未存');
	await form.getByLabel('公民身份号码').fill(idNumber);
	await form.getByRole('button', { name: '打开已有记录' }).first().click();
	const asks = page.getByRole('dialog', { name: /项更改未保存$/ });
	await asks.getByRole('button', { name: '继续填写' }).click();
	await expect(form.getByLabel('姓名')).toHaveValue('上官未存');
	await form.getByRole('button', { name: '打开已有记录' }).first().click();
	await asks.getByRole('button', { name: '放弃更改' }).click();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(name);
	await page.context().close();
});

test('two findings with the same remedy stand beside one field, and the record opens', async ({
	browser
}) => {
	const page = await desk(browser);
	await open(page, screens.new);
	await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
	await page.getByLabel('姓名').fill('令狐同理');
	await page.getByLabel('公民身份号码').fill(idNumberFor('2000-03-04', '009'));
	await page.getByLabel('民族').click();
	await page.getByRole('option', { name: /汉族/ }).click();
	await page.getByLabel('入党日期').fill('2018-07-01');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name: '令狐同理' })).toBeVisible();
	await expect(page.getByText('入党年龄小于19岁').last()).toBeVisible();
	await expect(page.getByText('入党已超过1年才补录').last()).toBeVisible();
	await expect(page.getByRole('button', { name: '去人工审核说明' })).toHaveCount(2);
	await page.context().close();
});

test('a record that cannot be drawn leaves nobody else’s form under its address', async ({
	browser
}) => {
	const page = await desk(browser);
	const said: string[] = [];
	page.on('console', (message) => void said.push(message.text()));
	await openFirstMember(page);
	const rows = page.getByRole('list', { name: '党员名单' }).getByRole('link');
	const names = await page
		.getByRole('button', { name: /^编辑/ })
		.evaluateAll((buttons) =>
			buttons.map((button) => button.getAttribute('aria-label')!.replace('编辑 ', ''))
		);
	const first = await page.getByLabel('姓名', { exact: true }).inputValue();
	const [second, third] = names.filter((name) => name !== first);
	// A browser that refuses what the record asks of it while it is drawn.
	await page.evaluate(() => {
		const real = window.matchMedia.bind(window);
		window.matchMedia = (query) => {
			if (query.includes('96rem')) throw new RangeError('某人的姓名');
			return real(query);
		};
		Object.assign(window, { mend: () => (window.matchMedia = real) });
	});
	await page.getByRole('button', { name: `编辑 ${second}` }).click();
	const failed = page.getByRole('alert').filter({ hasText: '这个页面没有打开成功' });
	await expect(failed).toBeVisible();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveCount(0);
	await expect(rows.first()).toBeVisible();
	expect(said.join()).toContain('RangeError');
	expect(said.join()).not.toContain('某人的姓名');
	await failed.getByRole('button', { name: '再试一次' }).click();
	await expect(failed).toBeVisible();
	await page.evaluate(() => (window as unknown as { mend(): void }).mend());
	await page.getByRole('button', { name: `编辑 ${third}` }).click();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(third!);
	await expect(failed).toHaveCount(0);
	await page.getByRole('button', { name: `编辑 ${second}` }).click();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(second!);
	await page.context().close();
});
