import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { read, utils } from 'xlsx';
import type { FieldKey } from '#domain/model/member/fields';
import { rosterFields } from '#domain/features/roster/columns';
import { RosterFile } from '#sheet/write-roster';
import { madeUpMembers } from '../bench/made-up-members';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { openCampus, ROOT, signInFirst } from '../support/desk';
import { campus, expected } from '../support/roster-files';
import { expect, test } from '../support/journey';

/** A roster as offices really send it, on the built app: asked about, half refused, undone, again. */

const MESSY = 'tests/fixtures/roster-messy.xlsx';
const want = expected.files['roster-messy.xlsx'];

let server: BuiltServer;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await startBuilt();
	context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	await context.addInitScript(() => {
		const tasks: [number, number][] = [];
		Object.assign(globalThis, { longTasks: tasks });
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
		}).observe({ type: 'longtask', buffered: true });
	});
	page = await context.newPage();
	const passwords = await openCampus(server, page);
	await signInFirst(server, page, ROOT, passwords.get(ROOT)!);
});
test.afterAll(async () => {
	await context.close();
	await server.dispose();
});

/** Another page of the app and back, as a person who was called away. */
async function openImport(): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: '导入名册', exact: true }).click();
}

async function check(file: string): Promise<void> {
	await page.getByLabel('选择文件').setInputFiles(file);
	await page.getByRole('button', { name: '检查', exact: true }).click();
	await expect(page.getByTestId('verdict').first()).toBeVisible({ timeout: 120_000 });
}

const row = (number: number) => page.locator(`[data-testid="verdict"][data-row="${number}"]`);
const verdict = (name: string) => page.locator(`[data-testid="verdict"][data-verdict="${name}"]`);
const confirmed = (names: number) => page.getByText(`已导入 ${names} 名`);

test('a messy roster is asked about, refused in part, confirmed, undone and brought again', async () => {
	test.setTimeout(240_000);
	await openImport();

	await test.step('every row has its verdict; what the file lacks is said once', async () => {
		await check(MESSY);
		const rows = page.getByTestId('verdict');
		await expect(rows).toHaveCount(want.list.length);
		const seen = await rows.evaluateAll((elements) =>
			elements.map(({ dataset }) => [Number(dataset['row']), dataset['verdict']])
		);
		expect(seen).toEqual(want.list.map((line) => [line.row, line.verdict]));
		await expect(page.getByText('文件没有这些必填项的列')).toHaveCount(1);
		await expect(page.getByText('请上传党员照片')).toHaveCount(0);
	});

	await test.step('a word and a verdict show the rows that are meant', async () => {
		await page.getByLabel('搜索行').fill('覃凯');
		await expect(page.getByTestId('verdict')).toHaveCount(1);
		await page.getByLabel('搜索行').fill('');
		await page.getByRole('button', { name: /^退回/ }).click();
		await expect(page.getByTestId('verdict')).toHaveCount(want.verdicts['reject']!);
		await page.getByRole('button', { name: /^全部/ }).click();
	});

	await test.step('a day is asked for with a date field and refused without its day', async () => {
		const field = row(10).getByLabel('入党日期');
		await expect(field).toHaveValue('2018-12-');
		await row(10).getByRole('button', { name: '确定' }).click();
		await expect(row(10).getByRole('alert')).toBeVisible();
		await field.fill('2018-12-16');
		await row(10).getByRole('button', { name: '确定' }).click();
		await expect(row(10)).toHaveAttribute('data-verdict', 'accept');
	});

	await test.step('an answer can be taken back and given again', async () => {
		await row(10).getByRole('button', { name: '更改' }).click();
		await expect(row(10)).toHaveAttribute('data-verdict', 'needs-answer');
		await row(10).getByLabel('入党日期').fill('2018.12.15');
		await row(10).getByRole('button', { name: '确定' }).click();
		await expect(row(10)).toHaveAttribute('data-verdict', 'accept');
	});

	await test.step('a number of 15 digits is proposed as 18', async () => {
		await expect(row(19).getByLabel('公民身份号码')).toHaveValue('990001196803062401');
		await row(19).getByRole('button', { name: '确定' }).click();
		await expect(row(19)).not.toHaveAttribute('data-verdict', 'needs-answer');
	});

	await test.step('an unknown branch is picked from the branches', async () => {
		await row(46).getByLabel('组织关系所在党支部').click();
		await page.getByLabel('搜索代码表').fill('990000000023');
		await page.getByRole('option', { name: /990000000023/ }).click();
		await row(46).getByRole('button', { name: '确定' }).click();
		await expect(row(46)).not.toHaveAttribute('data-verdict', 'needs-answer');
	});

	const goingIn = 42;
	await test.step('the refused rows come back as a workbook of the same layout', async () => {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: '下载退回的行' }).click()
		]);
		const book = read(readFileSync(await download.path()));
		const table = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
		expect(table[0]).toEqual([...want.columns.map(([header]) => header), '退回原因']);
		// 17 refused, and one of the four questions is still open.
		expect(table).toHaveLength(1 + want.verdicts['reject']! + 1);
		for (const refused of table.slice(1)) expect(refused.at(-1)).toMatch(/[\u4e00-\u9fff]/);
	});

	await test.step('确认导入, for several branches at once', async () => {
		await page.getByRole('button', { name: `确认导入 ${goingIn} 名` }).click();
		await expect(confirmed(goingIn)).toBeVisible();
	});

	await test.step('one record is corrected, then 撤销本次导入 keeps it and names it', async () => {
		await page.getByRole('link', { name: '党员', exact: true }).click();
		await page.getByLabel('搜索党员').fill('陈宁');
		await page.getByRole('button', { name: '编辑 陈宁' }).click();
		await page.getByLabel('现居住地').fill('示例市海滨区学院路1号');
		await page.getByRole('button', { name: '保存' }).click();
		await expect(page.getByText('已保存').first()).toBeVisible();
		await openImport();
		await check(MESSY);
		await expect(verdict('unchanged')).toHaveCount(goingIn);
		await expect(page.getByText(`这个文件此前已导入 ${goingIn} 名`)).toBeVisible();
		await page.getByRole('button', { name: '撤销本次导入' }).click();
		await expect(page.getByText(`已撤销 ${goingIn - 1} 名`)).toBeVisible();
		await expect(page.getByText('1 名此后有改动，已保留：陈宁')).toBeVisible();
	});

	await test.step('after the undo the same file comes in again, around the record that stayed', async () => {
		await page.getByRole('button', { name: '重新核对这个文件' }).click();
		await expect(verdict('unchanged')).toHaveCount(1);
		await expect(row(4)).toHaveAttribute('data-verdict', 'unchanged');
		const ready = want.verdicts['accept']! + want.verdicts['accept-with-findings']! - 1;
		await page.getByRole('button', { name: `确认导入 ${ready} 名` }).click();
		await expect(confirmed(ready)).toBeVisible();
		await page.getByRole('button', { name: '撤销本次导入' }).click();
		await expect(page.getByText(`已撤销 ${ready} 名`)).toBeVisible();
	});
});

/** The longest the page was held up since `from` (its own clock), in milliseconds. */
async function longest(from: number): Promise<number> {
	return page.evaluate((since) => {
		const { longTasks } = globalThis as unknown as { longTasks: [number, number][] };
		const durations = longTasks.filter(([start]) => start >= since).map(([, length]) => length);
		return Math.max(0, ...durations);
	}, from);
}
const now = () => page.evaluate(() => performance.now());

test('[P-5] ten thousand rows are checked and imported while the page stays at hand', async () => {
	test.setTimeout(420_000);
	const branches = campus.filter((org) => org.type.startsWith('63')).map((org) => org.id);
	const columns = rosterFields.map((field) => field.key as FieldKey);
	const file = new RosterFile({ columns, style: 'name', format: 'xlsx' }, campus);
	file.add(
		madeUpMembers(10_000, branches).map((member) =>
			file.keys.map((key) => (key === 'completeness' ? '' : (member[key] ?? '')))
		)
	);
	const path = test.info().outputPath('large.xlsx');
	writeFileSync(path, await file.finish());
	await openImport();
	const figures: Record<string, number> = {};
	const timed = async (name: string, work: () => Promise<unknown>) => {
		const [from, started] = [await now(), Date.now()];
		await work();
		figures[`${name} ms`] = Date.now() - started;
		figures[`${name} longest`] = await longest(from);
	};
	await timed('check', () => check(path));
	// A window of the list is drawn, not the list.
	expect(await page.getByTestId('verdict').count()).toBeLessThan(60);
	await timed('import', async () => {
		await page.getByRole('button', { name: /^确认导入 \d+ 名/ }).click();
		await expect(page.getByText(/^已导入 \d+ 名/)).toBeVisible({ timeout: 300_000 });
	});
	await timed('undo', async () => {
		await page.getByRole('button', { name: '撤销本次导入' }).click();
		await expect(page.getByText(/^已撤销 \d+ 名/)).toBeVisible({ timeout: 300_000 });
	});
	console.log(JSON.stringify(figures));
});
