import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { chromiumPath } from '../support/chromium';
import { Phone } from '../support/phone';

const PASSWORD = 'Harbour-lights-27-quiet';
const BRANCH = 'u990000000012';
const NAMES = ['宋鑫', '龚承豪'];
const FIELD = '现居住地';
const PATIENCE = 60_000;

export interface Drill {
	kills: number;
	/** Saves for which 「已保存」 was seen. */
	saved: number;
	/** Of these, not there after the restart. */
	lost: string[];
	/** Of these, not exactly once in the server’s log at the end. */
	missing: string[];
}

/**
 * A real browser on the built app, killed in the middle of saving and of exchanging: what its user
 * was told is saved is there when it comes back, and reaches the server exactly once.
 */
export async function killChromium(
	kills: number,
	told: (drill: Drill) => void = () => undefined
): Promise<Drill> {
	const server = await startBuilt({ demoPassword: PASSWORD });
	const phone = new Phone(chromiumPath());
	const drill: Drill = { kills: 0, saved: 0, lost: [], missing: [] };
	const seen: string[] = [];
	const last = new Map<string, string[]>(NAMES.map((name) => [name, []]));
	try {
		let page = await signedIn(await phone.start(), server);
		for (let round = 0; round < kills; round++) {
			const name = NAMES[round % NAMES.length]!;
			await open(page, name);
			seen.push(...(await saveUntilKilled(page, phone, round, last.get(name)!)));
			drill.kills++;
			drill.saved = seen.length;
			page = await unlocked(await phone.start(), server);
			for (const [who, possible] of last) {
				if (possible.length === 0) continue;
				await open(page, who);
				const shown = await page.getByLabel(FIELD).inputValue();
				if (!possible.includes(shown)) drill.lost.push(`${who}: ${shown}, not ${possible[0]}`);
			}
			told(drill);
		}
		await synced(page);
		drill.missing = notOnce(server, seen);
	} finally {
		await phone.dispose();
		await server.dispose();
	}
	return drill;
}

/**
 * A few saves, then SIGKILL at a moment nobody chose. `possible` becomes what the record may show
 * afterwards: the last value that was told to be saved, or a later one that was on its way.
 */
async function saveUntilKilled(
	page: Page,
	phone: Phone,
	round: number,
	possible: string[]
): Promise<string[]> {
	const seen: string[] = [];
	const saves = 1 + Math.floor(Math.random() * 3);
	for (let n = 1; n <= saves; n++) {
		const value = `示例市第${round}次${n}号`;
		await page.getByLabel(FIELD).fill(value);
		const toldSaved = page
			.getByText(/^已保存/)
			.waitFor({ timeout: PATIENCE })
			.then(() => {
				seen.push(value);
				possible.splice(0, possible.length, value);
			});
		possible.push(value);
		await page.getByRole('button', { name: '保存' }).click();
		if (n < saves) {
			await toldSaved;
			continue;
		}
		// Into the save itself, or into the exchange that follows it.
		const most = Math.random() < 0.5 ? 80 : 1500;
		await new Promise((resolve) => setTimeout(resolve, Math.random() * most));
		await Promise.all([phone.kill(), toldSaved.catch(() => undefined)]);
	}
	return seen;
}

async function signedIn(page: Page, server: BuiltServer): Promise<Page> {
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByRole('link', { name: '首页' }).waitFor({ timeout: PATIENCE });
	await synced(page);
	return page;
}

async function unlocked(page: Page, server: BuiltServer): Promise<Page> {
	await page.goto(server.origin);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '解锁' }).click();
	await page.getByRole('link', { name: '首页' }).waitFor({ timeout: PATIENCE });
	return page;
}

async function open(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByLabel('搜索党员').fill(name);
	await page.getByRole('button', { name: `编辑 ${name}` }).click();
	await page.getByLabel(FIELD).waitFor({ timeout: PATIENCE });
}

async function synced(page: Page): Promise<void> {
	await page.getByRole('link', { name: '首页' }).click();
	const line = page.getByRole('status').filter({ hasText: /已同步|待您处理/ });
	await line.first().waitFor({ timeout: PATIENCE });
}

/** Values that do not stand in exactly one applied line of the log. */
function notOnce({ dataDir }: BuiltServer, values: readonly string[]): string[] {
	const database = new DatabaseSync(join(dataDir, 'branchbook.db'), { readOnly: true });
	const lines = database
		.prepare("select args from change_log where verdict = 'applied' and name = 'member.edit'")
		.all() as { args: string }[];
	database.close();
	return values.filter(
		(value) => lines.filter(({ args }) => args.includes(`"to":"${value}"`)).length !== 1
	);
}
