import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { plainJpegSize } from '#domain/picture/plain-jpeg';
import { portrait } from '#domain/picture/portrait';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { filesHolding, Phone } from '../support/phone';
import { exif, withBlock } from '../support/photos';
import { expect, readyOffline, test } from '../support/journey';

/** 照片 on the phone, on the built app: from a file, offline, cropped; killed; then online. */
const BRANCH = 'u990000000012';
const PASSWORD = 'Harbour-lights-27-quiet';
const CAMERA = 'CANARY-CAMERA-7';
let server: BuiltServer;
const phone = new Phone();
/** The photos that the demo campus brings. */
let drawn: ReadonlySet<string>;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: PASSWORD });
	drawn = new Set(photosOnServer().map(({ id }) => id));
});
test.afterAll(async () => {
	await phone.dispose();
	await server.dispose();
});

/**
 * A picture as a phone’s camera writes it: lying on its side, red at the edge that is its top when
 * it is turned as its EXIF says, and with the place where it was taken.
 */
async function cameraJpeg(page: Page): Promise<Buffer> {
	const drawn = await page.evaluate(() => {
		const canvas = document.createElement('canvas');
		canvas.width = 1600;
		canvas.height = 1200;
		const context = canvas.getContext('2d')!;
		for (let at = 0; at < 20_000; at++) {
			const [x, y] = [Math.random() * 1600, Math.random() * 1200];
			context.fillStyle = `hsl(${x < 800 ? 0 : 220} 80% ${30 + Math.random() * 40}%)`;
			context.fillRect(x, y, 24, 24);
		}
		return canvas.toDataURL('image/jpeg', 0.95);
	});
	const bare = Buffer.from(drawn.split(',')[1]!, 'base64');
	return withBlock(bare, exif({ orientation: 6, camera: CAMERA, latitude: [36, 3, 47] }));
}

function photosOnServer(): { id: string; data: Buffer }[] {
	const db = new DatabaseSync(join(server.dataDir, 'branchbook.db'), { readOnly: true });
	try {
		const rows = db.prepare('select id, data from photo where whole = 1').all();
		return rows.map(({ id, data }) => ({
			id: String(id),
			data: Buffer.from(data as Uint8Array)
		}));
	} finally {
		db.close();
	}
}

/** The bytes as they lie in the server’s database. */
function onServer(): Buffer | undefined {
	return photosOnServer().find(({ id }) => !drawn.has(id))?.data;
}

/** How red and how blue the upper and the lower part of a picture are. */
function halves(page: Page, jpeg: Buffer) {
	return page.evaluate(async (data) => {
		const image = new Image();
		image.src = `data:image/jpeg;base64,${data}`;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = image.width;
		canvas.height = image.height;
		const context = canvas.getContext('2d')!;
		context.drawImage(image, 0, 0);
		return [0.1, 0.9].map((part) => {
			const row = context.getImageData(0, Math.floor(image.height * part), image.width, 1).data;
			const sum = (from: number) =>
				row.reduce((total, value, at) => (at % 4 === from ? total + value : total), 0);
			return sum(0) > sum(2) ? 'red' : 'blue';
		});
	}, jpeg.toString('base64'));
}

/** Files of the profile that hold a stretch of these bytes. */
function filesWith(folder: string, bytes: Buffer): string[] {
	const parts = [0.2, 0.5, 0.8].map((part) => {
		const at = Math.floor(bytes.length * part);
		return bytes.subarray(at, at + 32);
	});
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => {
			const held = readFileSync(path);
			return parts.some((part) => held.includes(part));
		});
}

async function openFirst(page: Page): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.getByRole('button', { name: /^编辑/ }).first().click();
}

test('a photo with a place in it goes in offline, and arrives without', async () => {
	let page = await phone.start();
	await page.goto(`${server.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await expect(page.getByText('25 名', { exact: true })).toBeVisible({ timeout: 30_000 });
	await readyOffline(page);
	const taken = await cameraJpeg(page);
	expect(taken.includes(CAMERA)).toBe(true);

	await test.step('offline: what is no picture is told, a picture is cropped with the keyboard', async () => {
		await phone.context.setOffline(true);
		await openFirst(page);
		const section = page.getByRole('region', { name: '照片' });
		await expect(section.getByText('还没有照片')).toBeVisible();
		const pick = section.getByLabel('从相册选');
		const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
		await pick.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: heic });
		await expect(section.getByText('这是 HEIC 格式')).toBeVisible();
		await pick.setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: taken });
		const dialog = page.getByRole('dialog', { name: '裁剪照片' });
		await dialog.getByLabel('缩放').press('ArrowRight');
		await dialog.getByLabel('左右').press('ArrowLeft');
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(
			violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		).toEqual([]);
		await dialog.getByRole('button', { name: '使用这张照片' }).click();
		await expect(dialog).toBeHidden();
		await expect(section.getByText('等待上传')).toBeVisible();
		await expect(section.getByRole('img', { name: /的照片$/ })).toBeVisible();
	});

	await test.step('killed and started again offline, it is still there', async () => {
		await phone.kill();
		page = await phone.start();
		await phone.context.setOffline(true);
		await page.goto(`${server.origin}/`);
		await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
		await page.getByRole('button', { name: '解锁' }).click();
		await openFirst(page);
		const section = page.getByRole('region', { name: '照片' });
		await expect(section.getByRole('img', { name: /的照片$/ })).toBeVisible();
		await expect(section.getByText('等待上传')).toBeVisible();
	});

	await test.step('it is on paper, offline: in the preview, and drawn when the window opens', async () => {
		await page.evaluate(() => (window.print = () => undefined));
		await page.getByRole('link', { name: '打印', exact: true }).click();
		const sheet = page.getByRole('article', { name: /^党员信息采集表/ });
		await expect(sheet.getByRole('img', { name: '照片' })).toBeVisible();
		await page.getByRole('button', { name: /^打印 \d+ 名$/ }).click();
		await expect(page.getByText('已排版 1 名，并记入日志')).toBeVisible();
		const drawn = await sheet
			.getByRole('img', { name: '照片' })
			.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth > 0]);
		expect(drawn).toEqual([true, true]);
		await page.getByRole('link', { name: '返回' }).click();
		await page.getByRole('link', { name: '返回名册' }).click();
		await expect(page.locator('[data-index="0"] img')).toBeVisible();
	});

	await test.step('online it is sent, upright and with nothing beside the picture', async () => {
		expect(onServer()).toBeUndefined();
		await openFirst(page);
		await phone.context.setOffline(false);
		const section = page.getByRole('region', { name: '照片' });
		await expect(section.getByText('已上传')).toBeVisible({ timeout: 60_000 });
		const kept = onServer()!;
		for (const text of [CAMERA, 'Exif\0', 'http://ns.adobe.com'])
			expect(kept.includes(text), text).toBe(false);
		expect(kept.length).toBeLessThanOrEqual(portrait.bytes);
		const { width, height } = plainJpegSize(kept)!;
		expect(width / height).toBeCloseTo(portrait.ratio, 5);
		expect(await halves(page, kept)).toEqual(['red', 'blue']);
	});

	await test.step('删除 and 撤销; a former photo is shown and taken back', async () => {
		const section = page.getByRole('region', { name: '照片' });
		await section.getByRole('button', { name: '删除照片' }).click();
		await expect(section.getByText('还没有照片')).toBeVisible();
		await section.getByRole('button', { name: '撤销' }).click();
		await expect(section.getByRole('img', { name: /的照片$/ })).toBeVisible();
		await section.getByRole('button', { name: '删除照片' }).click();
		await section.getByText('历史照片 1 张').click();
		await section.getByRole('button', { name: /^用回/ }).click();
		await expect(section.getByText('已上传')).toBeVisible();
	});

	await test.step('[V-1] neither the photo nor its place is to be found in the profile', async () => {
		const kept = onServer()!;
		await phone.close();
		expect(filesWith(phone.profile, kept)).toEqual([]);
		expect(filesHolding(phone.profile, [CAMERA])).toEqual([]);
	});
});
