import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { read, utils } from 'xlsx';
import { codeTables } from '#domain/codes/registry';
import { NEW_PASSWORD, openCampus, ROOT, signInFirst } from '../support/desk';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { filesHolding, Phone } from '../support/phone';
import { expect, readyOffline, test } from '../support/journey';

/**
 * The spine, on the built app: a real roster goes in, is mended offline on a phone, survives a
 * killed browser, syncs, is seen by the committee without a reload, and comes out again.
 */

interface Expected {
	files: Record<
		string,
		{ list: { row: number; verdict: string; rules: string[]; open?: string[] }[] }
	>;
	compare: { exact: string[] };
	today: string;
}
const expected = JSON.parse(readFileSync('tests/fixtures/expected.json', 'utf8')) as Expected;
const BRANCH = 'u990000000012';

let server: BuiltServer;
const phone = new Phone();

test.beforeAll(async () => {
	server = await startBuilt();
});
test.afterAll(async () => {
	await phone.dispose();
	await server.dispose();
});

async function correct(page: Page, name: string, address: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByLabel('搜索党员').fill(name);
	await page.getByRole('button', { name: `编辑 ${name}` }).click();
	const married = page.getByRole('combobox', { name: '婚姻状况' });
	await expect(married).toContainText('待核实');
	await expect(married).toHaveAccessibleDescription(/待核实：这个代码没有公开的依据可以证实/);
	await page.getByLabel('现居住地').fill(address);
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
}

test('a real roster goes in, is mended offline on a phone, syncs, and comes out again', async ({
	browser
}) => {
	test.setTimeout(420_000);
	const desk = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const committee = await desk.newPage();
	const roster = expected.files['roster-national.xlsx']!.list;

	const passwords = await test.step('set up the campus with its organisations', async () => {
		const found = await openCampus(server, committee);
		expect(found.size).toBe(17);
		return found;
	});

	await test.step('the committee signs in and chooses a password', async () => {
		await signInFirst(server, committee, ROOT, passwords.get(ROOT)!);
	});

	await test.step('导入名册: verdicts exactly those of expected.json', async () => {
		await committee.getByRole('link', { name: '党员', exact: true }).click();
		await committee.getByRole('button', { name: '导入名册', exact: true }).click();
		await committee.getByLabel('选择文件').setInputFiles('tests/fixtures/roster-national.xlsx');
		await committee.getByRole('button', { name: '检查' }).click();
		// 学历 11 means three things: the current table is preselected, and the person is still asked.
		await expect(committee.getByRole('radio', { name: /现行/ })).toBeChecked();
		await expect(committee.getByRole('button', { name: '确认导入' })).toBeDisabled();
		await committee.getByRole('button', { name: '按此代码表' }).click();
		const rows = committee.getByTestId('verdict');
		await expect(rows).toHaveCount(286);
		const seen = await rows.evaluateAll((elements) =>
			elements.map((element) => ({
				row: Number(element.getAttribute('data-row')),
				verdict: element.getAttribute('data-verdict'),
				rules: (element.getAttribute('data-rules') ?? '').split(' ').filter(Boolean)
			}))
		);
		for (const [index, want] of roster.entries()) {
			expect(seen[index]!.row).toBe(want.row);
			expect(seen[index]!.verdict, `row ${want.row}`).toBe(want.verdict);
			for (const rule of want.rules) expect(seen[index]!.rules, `row ${want.row}`).toContain(rule);
		}
		await committee.getByRole('button', { name: '确认导入' }).click();
		await expect(committee.getByText('已导入 281 名')).toBeVisible({ timeout: 60_000 });
	});

	await test.step('the same file again changes nothing', async () => {
		await committee.getByLabel('选择文件').setInputFiles('tests/fixtures/roster-national.xlsx');
		await committee.getByRole('button', { name: '检查' }).click();
		await committee.getByRole('button', { name: '按此代码表' }).click();
		await expect(committee.locator('[data-verdict="unchanged"]')).toHaveCount(281);
		await expect(committee.getByRole('button', { name: '确认导入' })).toBeDisabled();
	});

	const names = ['宋鑫', '龚承豪', '林皓轩'];
	const canary = (name: string) => `示例市离线路${name}7号`;
	let page = await phone.start();

	await test.step('the branch signs in on a phone and receives its members', async () => {
		await signInFirst(server, page, BRANCH, passwords.get(BRANCH)!);
		await page.getByRole('link', { name: '党员', exact: true }).click();
		// 首页 counts 25 of something too.
		await page.getByLabel('搜索党员').waitFor();
		await expect(page.getByText('25 名', { exact: true })).toBeVisible({ timeout: 30_000 });
		await readyOffline(page);
	});

	await test.step('offline it corrects three members', async () => {
		await server.stop();
		await phone.context.setOffline(true);
		for (const name of names) await correct(page, name, canary(name));
		await expect(page.getByRole('status').filter({ hasText: '3 项' }).first()).toBeVisible();
	});

	await test.step('killed and started again offline, everything typed is still there', async () => {
		await phone.kill();
		page = await phone.start();
		await phone.context.setOffline(true);
		await page.goto(`${server.origin}/`);
		await page.getByLabel('密码', { exact: true }).fill(NEW_PASSWORD);
		await page.getByRole('button', { name: '解锁' }).click();
		await page.getByRole('link', { name: '党员', exact: true }).click();
		await page.getByLabel('搜索党员').fill(names[0]!);
		await page.getByRole('button', { name: `编辑 ${names[0]}` }).click();
		await expect(page.getByLabel('现居住地')).toHaveValue(canary(names[0]!));
	});

	await test.step('back online the committee’s open page shows it without a reload', async () => {
		await committee.getByRole('link', { name: '党员', exact: true }).click();
		await committee.getByLabel('搜索党员').fill(names[2]!);
		await committee.getByRole('button', { name: `编辑 ${names[2]}` }).click();
		await expect(committee.getByLabel('现居住地')).toHaveValue('');
		await server.restart();
		await phone.context.setOffline(false);
		await expect(committee.getByLabel('现居住地')).toHaveValue(canary(names[2]!), {
			timeout: 90_000
		});
		await expect(
			page
				.getByRole('status')
				.filter({ hasText: /已同步/ })
				.first()
		).toBeVisible({
			timeout: 60_000
		});
	});

	await test.step('导出名册: the workbook equals the screen, cell for cell', async () => {
		await page.getByRole('link', { name: '党员', exact: true }).click();
		// What is searched for would be all that goes out.
		await page.getByLabel('搜索党员').fill('');
		await page.getByRole('button', { name: '导出 25 名', exact: true }).click();
		await page.getByRole('checkbox', { name: '全选' }).check();
		const table = page.getByTestId('preview');
		const screen = await table
			.locator('tr')
			.evaluateAll((rows) =>
				rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
			);
		expect(screen).toHaveLength(26);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: /^导出 \d+ 名$/ }).click()
		]);
		const book = read(readFileSync(await download.path()), { cellNF: true });
		const sheet = book.Sheets[book.SheetNames[0]!]!;
		const cells = utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: true });
		expect(cells).toEqual(screen);
		for (const [address, cell] of Object.entries(sheet)) {
			if (!address.startsWith('!')) expect((cell as { t: string }).t, address).toMatch(/[sz]/);
		}
		expect(cells.flat()).toContain(canary(names[1]!));

		// National codes that nobody has confirmed do not leave without a word.
		await expect(page.getByText(/个代码待核实/)).toHaveCount(0);
		await page.getByRole('checkbox', { name: '全国系统 25 列格式' }).check();
		const single = codeTables.maritalStatus.nameOf('10');
		const line = page.getByRole('row', { name: `婚姻状况 10 ${single}` });
		await expect(line).toContainText(/\d+ 名/);
		await page.getByRole('button', { name: '导出 25 名', exact: true }).click();
		await expect(page.getByText(/^已导出 25 名、25 列/)).toBeVisible();
		await expect(page.getByText(/^其中 \d+ 个代码待核实：婚姻状况/)).toBeVisible();
	});

	await test.step('[V-1] nothing personal is to be found anywhere in the profile', async () => {
		await phone.close();
		const branch = JSON.parse(readFileSync('src/lib/server/demo/members.json', 'utf8')) as {
			branchCode: string;
			values: Record<string, string>;
		}[];
		const people = branch.filter((member) => member.branchCode === BRANCH.slice(1));
		expect(people).toHaveLength(25);
		const texts = people.flatMap(({ values }) => [
			values['name']!,
			values['idNumber']!,
			values['mobile']!
		]);
		texts.push(...names.map(canary));
		expect(
			filesHolding(
				phone.profile,
				texts.filter((text) => [...text].length >= 2)
			)
		).toEqual([]);
	});
	await desk.close();
});
