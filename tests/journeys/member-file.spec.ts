import type { Locator, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { idNumberFor } from '../support/sound-member';
import { expect, test } from '../support/journey';

/** 党员信息维护 on the phone, on the built demo campus: every tab, the manual’s own cases, 补录. */

const BRANCH = 'u990000000012';
const PASSWORD = 'Harbour-lights-27-quiet';
let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
});
test.afterAll(async () => {
	await server.dispose();
});

async function signIn(page: Page): Promise<void> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	await page.getByRole('link', { name: '党员', exact: true }).click();
}

const tab = (page: Page, name: string) =>
	page.getByRole('navigation', { name: '党员信息维护' }).getByRole('link', { name });
const sheet = (page: Page) => page.getByRole('dialog');

async function pick(page: Page, field: Locator, choice: RegExp): Promise<void> {
	await field.click();
	await page.getByRole('option', { name: choice }).click();
}

async function save(page: Page): Promise<void> {
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
}

/** 补录 of one member; the record is open when it is done. */
async function admit(page: Page, name: string, idNumber: string, joinDate: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await expect(sheet(page).getByText('仅限新发展的新党员')).toBeVisible();
	await sheet(page).getByRole('button', { name: '确定' }).click();
	await expect(page.getByRole('heading', { name: '党员信息维护' })).toBeVisible();
	await page.getByLabel('姓名').fill(name);
	await page.getByLabel('公民身份号码').fill(idNumber);
	await pick(page, page.getByLabel('民族'), /汉族/);
	await page.getByLabel('入党日期').fill(joinDate);
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** Marks the page if what was typed is offered as unsaved, were it for one frame. */
function watchOffers(): void {
	const look = () => {
		if (document.querySelector('[aria-label^="未保存的内容"]'))
			document.body.dataset['offered'] = '';
	};
	new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
}

test.beforeEach(async ({ page }) => {
	await signIn(page);
});

test('补录: the notice, required fields first, the ID number fills birth date and sex, and a duplicate opens its record', async ({
	page
}) => {
	const idNumber = idNumberFor('2004-02-29', '003');
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await sheet(page).getByRole('button', { name: '确定' }).click();
	const first = page.locator('section', { has: page.getByRole('heading', { name: '必填信息' }) });
	await expect(first.getByLabel('姓名')).toBeVisible();
	await expect(first.getByLabel('所学专业')).toHaveCount(0);
	await first.getByLabel('公民身份号码').fill(idNumber);
	await expect(first.getByLabel('出生日期')).toHaveValue('2004-02-29');
	await expect(first.getByRole('radio', { name: '男' })).toBeChecked();
	await first.getByLabel('姓名').fill('欧阳晨曦');
	await pick(page, first.getByLabel('民族'), /汉族/);
	await first.getByLabel('入党日期').fill('2026-06-15');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { name: '欧阳晨曦' })).toBeVisible();
	await tab(page, '党籍和组织关系').click();
	await expect(page.getByLabel('进入支部日期')).toHaveValue('2026-06-15');
	await expect(page.getByLabel('进入支部类型')).toHaveText(/新发展/);

	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: '补录', exact: true }).click();
	await sheet(page).getByRole('button', { name: '确定' }).click();
	await page.getByLabel('公民身份号码').fill(idNumber);
	await expect(page.getByText('该身份证号码已存在：欧阳晨曦')).toBeVisible();
	await page.getByRole('button', { name: '打开已有记录' }).click();
	await sheet(page).getByRole('button', { name: '放弃更改' }).click();
	await expect(page.getByRole('heading', { name: '欧阳晨曦' })).toBeVisible();
});

test('预备期不符合该年限要求 → 备注信息 → 确定 closes it', async ({ page }) => {
	await admit(page, '司徒明轩', idNumberFor('1999-03-04', '005'), '2024-06-15');
	await page.getByRole('radio', { name: '正式党员' }).check({ force: true });
	await page.getByLabel('转正日期').fill('2025-06-14');
	await save(page);
	const sentence = page.getByText('预备期不符合该年限要求：不足1年').last();
	await expect(sentence).toBeVisible();
	await page.getByRole('button', { name: '备注信息' }).click();
	await sheet(page).getByLabel('备注信息').fill('支部大会提前一日召开，见会议记录');
	await page.waitForTimeout(1000);
	await page.evaluate(watchOffers);
	await sheet(page).getByRole('button', { name: '确定' }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
	await expect(page.getByText('预备期不符合该年限要求')).toHaveCount(0);
	await expect(page.locator('body[data-offered]')).toHaveCount(0);
	await expect(page.getByLabel('备注信息')).toHaveValue('支部大会提前一日召开，见会议记录');

	// Another date asks anew; the text that stands holds for it once that was confirmed.
	await page.getByLabel('转正日期').fill('2025-06-01');
	await save(page);
	await expect(sentence).toBeVisible();
	await page.getByRole('button', { name: '备注信息' }).click();
	await expect(sheet(page).getByLabel('备注信息')).toHaveValue('支部大会提前一日召开，见会议记录');
	await sheet(page).getByRole('button', { name: '确定' }).click();
	await expect(page.getByText('预备期不符合该年限要求')).toHaveCount(0);
});

test('another date that still asks keeps the reason and asks whether it holds; a missing photo opens its place', async ({
	page
}) => {
	await admit(page, '上官若兰', idNumberFor('2007-03-04', '009'), '2026-01-10');
	await page.getByRole('button', { name: '去人工审核说明' }).click();
	await page.getByLabel('入党年龄说明').fill('高中阶段入党，党委已审核');
	await save(page);
	await tab(page, '基本信息').click();
	await page.getByLabel('入党日期').fill('2026-02-10');
	await save(page);
	await tab(page, '人工审核').click();
	await expect(page.getByText('这段说明是为改动以前的信息写的')).toBeVisible();
	await page.getByRole('button', { name: '说明仍适用' }).click();
	await expect(page.getByText('已说明')).toBeVisible();
	await expect(page.getByText('这段说明是为改动以前的信息写的')).toHaveCount(0);

	await page.getByText(/还有 \d+ 项要看/).click();
	await page.getByRole('link', { name: /请上传党员照片/ }).click();
	await expect(page.getByRole('region', { name: '照片' })).toBeInViewport();
	await expect(page.locator('#field-photo')).toBeFocused();
});

test('入党年龄小于19岁 → reason in 【人工审核】; another date withdraws it, and coming back it offers the old reason', async ({
	page
}) => {
	const reason = '高中阶段入党，党委已审核';
	await admit(page, '诸葛思远', idNumberFor('2007-03-04', '007'), '2026-01-10');
	await page.getByRole('button', { name: '去人工审核说明' }).click();
	const asks = page.getByText('入党年龄小于19岁，请在【人工审核】中填写原因。').last();
	await expect(asks).toBeVisible();
	await page.getByLabel('入党年龄说明').fill(reason);
	await save(page);
	await expect(page.getByText('已说明')).toBeVisible();

	await tab(page, '基本信息').click();
	await page.getByLabel('入党日期').fill('2026-03-04');
	await save(page);
	await tab(page, '人工审核').click();
	await expect(page.getByText('没有需要人工审核的事项')).toBeVisible();

	await tab(page, '基本信息').click();
	await page.getByLabel('入党日期').fill('2026-01-10');
	await save(page);
	await tab(page, '人工审核').click();
	await expect(asks).toBeVisible();
	await expect(page.getByLabel('入党年龄说明')).toHaveValue('');
	await page.getByRole('button', { name: `沿用原来的说明：${reason}` }).click();
	await save(page);
	await expect(page.getByText('已说明')).toBeVisible();
});

test('奖惩: 新增, 编辑, 移除 and 撤销; what is half filled survives the sheet, and the newest comes first', async ({
	page
}) => {
	await page.getByRole('button', { name: /^编辑/ }).first().click();
	await tab(page, '奖惩').click();
	await expect(page.getByText('还没有奖励记录')).toBeVisible();
	await page.getByRole('button', { name: '新增奖励' }).click();
	await sheet(page).getByRole('button', { name: '保存' }).click();
	await expect(sheet(page).getByText('奖励须填写表彰名称、批准时间、批准机关。')).toBeVisible();
	await pick(page, sheet(page).getByLabel('功勋荣誉表彰名称'), /优秀共产党员/);
	await page.keyboard.press('Escape');
	await expect(page.getByText('填写的内容还没有保存')).toBeVisible();
	await page.getByRole('button', { name: '继续填写' }).click();
	await sheet(page).getByLabel('批准时间').fill('2026.6.30');
	await sheet(page).getByLabel('批准机关', { exact: true }).fill('中共示例海洋大学委员会');
	await sheet(page).getByRole('button', { name: '保存' }).click();
	const rows = page.getByRole('region', { name: /^奖励/ }).locator('> ul > li');
	await expect(rows).toHaveCount(1);
	await expect(rows.first()).toContainText('2026-06-30');

	await page.getByRole('button', { name: '新增奖励' }).click();
	await pick(page, sheet(page).getByLabel('功勋荣誉表彰名称'), /其他党内奖励/);
	await sheet(page).getByLabel('批准时间').fill('2026-10-01');
	await sheet(page).getByLabel('批准机关', { exact: true }).fill('中共示例海洋大学委员会');
	await sheet(page).getByRole('button', { name: '保存' }).click();
	await expect(rows).toHaveCount(2);
	await expect(rows.first()).toContainText('其他党内奖励请先咨询党委组织部');
	await page.getByRole('button', { name: '编辑奖励 其他党内奖励' }).click();
	await sheet(page).getByLabel('说明').fill('优秀党员志愿者，已咨询党委组织部');
	await sheet(page).getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('其他党内奖励请先咨询党委组织部')).toHaveCount(0);

	await page.getByRole('button', { name: '移除奖励 优秀共产党员' }).click();
	await expect(rows).toHaveCount(1);
	await page.getByRole('button', { name: '撤销', exact: true }).click();
	await expect(rows).toHaveCount(2);
	await expect(rows.last()).toContainText('优秀共产党员');
});

const others: { tab: string; list: string; fill: [string, string][]; row: string }[] = [
	{
		tab: '党籍和组织关系',
		list: '组织关系变动',
		fill: [
			['转入党支部', '信息学院学生第二党支部'],
			['转支部日期', '2026-09-10']
		],
		row: '信息学院学生第二党支部'
	},
	{
		tab: '出国（境）',
		list: '出国（境）',
		fill: [
			['国家（地区）', '新加坡'],
			['出国（境）日期', '2026-09-01']
		],
		row: '新加坡'
	},
	{
		tab: '困难情况',
		list: '帮扶慰问',
		fill: [
			['困难程度', '一般困难'],
			['慰问日期', '2026-01-20']
		],
		row: '一般困难'
	}
];

test('the other list tabs take a row, give it up and take it back; 入党信息 is saved by its own 保存', async ({
	page
}) => {
	await page.getByRole('button', { name: /^编辑/ }).nth(1).click();
	for (const { tab: title, list, fill, row } of others) {
		await tab(page, title).click();
		await page.getByRole('button', { name: `新增${list}` }).click();
		for (const [label, value] of fill) {
			await sheet(page).getByLabel(label, { exact: true }).fill(value);
		}
		await sheet(page).getByRole('button', { name: '保存' }).click();
		const rows = page.getByRole('region', { name: new RegExp(`^${list}`) }).getByRole('listitem');
		await expect(rows).toContainText(row);
		await page.getByRole('button', { name: `移除${list} ${row}` }).click();
		await expect(page.getByText(`还没有${list}记录`)).toBeVisible();
		await page.getByRole('button', { name: '撤销', exact: true }).click();
		await expect(rows).toHaveCount(1);
	}

	await tab(page, '职务').click();
	await page.getByRole('button', { name: '新增职务' }).click();
	await pick(page, sheet(page).getByLabel('职务名称', { exact: true }), /组长/);
	await sheet(page).getByLabel('任职日期').fill('2026-03-01');
	await sheet(page).getByRole('button', { name: '保存' }).click();
	await expect(page.getByRole('region', { name: /^职务/ }).getByRole('listitem')).toContainText(
		'信息学院学生第一党支部'
	);

	await tab(page, '基本信息').click();
	await page.getByLabel('现居住地').fill('学院路1号');
	await tab(page, '入党信息').click();
	await expect(page.getByText('其他页还有 1 项未保存')).toBeVisible();
	await page.getByLabel('入党介绍人').fill('李军');
	await expect(page.getByText('入党介绍人应为2名正式党员。').last()).toBeVisible();
	await page.getByLabel('入党介绍人').fill('李军、王芳');
	await save(page);
	await expect(page.getByText('其他页还有 1 项未保存')).toBeVisible();
	await tab(page, '基本信息').click();
	await expect(page.getByText('已改 1 项')).toBeVisible();
	await save(page);
});
