import type { Page } from '@playwright/test';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { accounts, open, openFirstMember, password, screens, signIn } from '../support/screens';
import { expect, readyOffline, test } from '../support/journey';

/** The checks Lighthouse makes for an installable app, and what an installed one promises. */

interface Icon {
	src: string;
	sizes: string;
	type: string;
	purpose: string;
}
interface Manifest {
	name: string;
	start_url: string;
	scope: string;
	display: string;
	theme_color: string;
	background_color: string;
	icons: Icon[];
	shortcuts: { name: string; url: string }[];
}

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

/** Who answered an exchange, where the browser routes past its worker. */
async function answeredBy(page: Page): Promise<string | undefined> {
	return page.evaluate(async () => {
		await (await fetch('/api/health')).text();
		const seen = performance.getEntriesByType('resource') as (PerformanceEntry & {
			workerFinalSourceType?: string;
		})[];
		return seen.findLast(({ name }) => name.endsWith('/api/health'))?.workerFinalSourceType;
	});
}

/** The worker holds the shell and answers for this page. */
async function controlled(page: Page): Promise<void> {
	await readyOffline(page);
	await page.reload();
	await expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state))
		.toBe('activated');
}

/** Every write is refused, as by a disk that is full. */
async function takeNothing(page: Page, isFull: boolean): Promise<void> {
	await page.evaluate((full) => {
		const { prototype } = IDBObjectStore;
		const own = prototype as { truePut?: typeof prototype.put };
		own.truePut ??= prototype.put;
		prototype.put = full
			? () => {
					throw new DOMException('full', 'QuotaExceededError');
				}
			: own.truePut;
	}, isFull);
}

test('the manifest says what an installable app has to, and its icons are what they say', async ({
	page
}) => {
	await page.goto(`${server.origin}/sign-in`);
	const href = await page.locator('link[rel=manifest]').getAttribute('href');
	const reply = await page.request.get(new URL(href!, server.origin).href);
	expect(reply.ok()).toBe(true);
	expect(reply.headers()['content-type']).toContain('application/manifest+json');
	const manifest = (await reply.json()) as Manifest;
	expect(manifest).toMatchObject({ name: '支部册', display: 'standalone', theme_color: '#9b1c1f' });
	const scope = new URL(manifest.scope, server.origin).href;
	expect(new URL(manifest.start_url, server.origin).href.startsWith(scope)).toBe(true);
	const bitmaps = manifest.icons.filter(({ sizes }) => sizes !== 'any');
	const wanted = ['192x192 any', '192x192 maskable', '512x512 any', '512x512 maskable'];
	expect(bitmaps.map(({ sizes, purpose }) => `${sizes} ${purpose}`).sort()).toEqual(wanted);
	for (const { src, sizes, type } of bitmaps) {
		expect(type).toBe('image/png');
		const real = await page.evaluate(async (url) => {
			const image = await createImageBitmap(await (await fetch(url)).blob());
			return `${image.width}x${image.height}`;
		}, src);
		expect(real, src).toBe(sizes);
	}
	expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['党员', '待处理', '同步']);
	for (const { url } of manifest.shortcuts) expect(Object.values(screens)).toContain(url);
	const colours = page.locator('meta[name=theme-color]');
	await expect(colours).toHaveCount(2);
	await expect(page.locator('meta[name=viewport]')).toHaveAttribute(
		'content',
		/width=device-width/
	);
});

test('with the server stopped one shell opens every page, a link into a record and an unknown address', async ({
	page
}) => {
	await signIn(page, server.origin, accounts.phone);
	await controlled(page);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '解锁' }).click();
	await page.getByRole('link', { name: '首页' }).waitFor();
	await openFirstMember(page);
	const record = new URL(page.url()).pathname;
	await server.stop();
	for (const path of [...Object.values(screens), record]) {
		const reply = await page.goto(`${server.origin}${path}`);
		expect(reply?.fromServiceWorker(), path).toBe(true);
		await expect(page.getByRole('button', { name: '解锁' })).toBeVisible();
	}
	// Unlocked, the page that was asked for opens.
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '解锁' }).click();
	await expect(page.getByLabel('现居住地')).toBeVisible();
	await page.goto(`${server.origin}/nowhere`);
	await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
	await page.goto(`${server.origin}/sign-in`);
	await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
	await server.restart();
});

test('lasting storage is asked for at install, and the answer stands in 我的', async ({ page }) => {
	await page.addInitScript(() => {
		let kept = false;
		navigator.storage.persist = async () => (kept = true);
		navigator.storage.persisted = async () => kept;
	});
	await signIn(page, server.origin, accounts.phone);
	await open(page, screens.me);
	await expect(page.getByText('空间紧张时浏览器可能清除本机内容')).toBeVisible();
	await page.evaluate(() => dispatchEvent(new Event('appinstalled')));
	await expect(page.getByText('浏览器已同意长期保存，不会自行清除')).toBeVisible();
	await expect(page.getByText('已安装到本机')).toBeVisible();
});

test('where the browser can install, 我的 offers it, and a no to lasting storage is said', async ({
	page
}) => {
	await page.addInitScript(() => {
		navigator.storage.persist = async () => false;
		navigator.storage.persisted = async () => false;
	});
	await signIn(page, server.origin, accounts.phone);
	await open(page, screens.me);
	await page.evaluate(() => {
		const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
			prompt: async () => void document.body.setAttribute('data-prompted', '')
		});
		dispatchEvent(event);
		document.body.toggleAttribute('data-own-banner', !event.defaultPrevented);
	});
	await page.getByRole('button', { name: '安装到本机' }).click();
	await expect(page.locator('body[data-prompted]:not([data-own-banner])')).toBeAttached();
	await page.getByRole('button', { name: '申请' }).click();
	await expect(page.getByText('浏览器没有同意；安装到主屏幕后通常会同意')).toBeVisible();
});

test('an update is offered, never forced, and never while a form is dirty', async ({ page }) => {
	// The next version: the same build whose worker is one byte different, as every new build's is.
	const worker = 'build/client/service-worker.js';
	const safe = mkdtempSync(join(tmpdir(), 'branchbook-worker-'));
	const files = ['', '.gz', '.br'].map((suffix) => `service-worker.js${suffix}`);
	for (const file of files) cpSync(join('build/client', file), join(safe, file));
	try {
		await signIn(page, server.origin, accounts.phone);
		await controlled(page);
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '解锁' }).click();
		await page.getByRole('link', { name: '首页' }).waitFor();
		await openFirstMember(page);
		await page.getByLabel('现居住地').fill('示例市更新路1号');
		for (const file of files) rmSync(join('build/client', file));
		writeFileSync(worker, `${readFileSync(join(safe, files[0]!), 'utf8')}\n// next\n`);
		await server.stop();
		await server.restart();
		await page.evaluate(async () => {
			const registration = await navigator.serviceWorker.ready;
			await registration.update();
		});
		await expect
			.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state))
			.toBe('installed');
		// One that meets the former worker on its way out would start it again.
		expect(await answeredBy(page)).toBe('network');
		const offer = page.getByRole('button', { name: '立即更新' });
		await page.waitForTimeout(500);
		await expect(offer).toBeHidden();
		await expect(page.getByLabel('现居住地')).toHaveValue('示例市更新路1号');
		await page.getByRole('button', { name: '保存' }).click();
		await expect(offer).toBeVisible();
		// Not taken, nothing happens: the old version goes on.
		await page.getByRole('link', { name: '首页' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await Promise.all([page.waitForEvent('load'), offer.click()]);
		await expect(page.getByRole('button', { name: '解锁' })).toBeVisible();
		expect(
			await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)
		).toBeNull();
	} finally {
		for (const file of files) cpSync(join(safe, file), join('build/client', file));
		rmSync(safe, { recursive: true });
	}
});

test('offline use is promised only once everything is stored; a file that did not come is fetched later', async ({
	page
}) => {
	const safe = mkdtempSync(join(tmpdir(), 'branchbook-icon-'));
	const icon = 'build/client/icons/icon-512.png';
	cpSync(icon, join(safe, 'icon'));
	const stored = () =>
		page.evaluate(
			async () => (await caches.match('/unlock', { ignoreSearch: true })) !== undefined
		);
	try {
		await server.stop();
		rmSync(icon);
		await server.restart();
		await page.goto(`${server.origin}/sign-in`);
		await expect(page.getByText('离线使用还没有准备好，有网络时自动继续')).toBeVisible();
		await expect(page.getByText('离线使用已就绪')).toHaveCount(0);
		await server.stop();
		cpSync(join(safe, 'icon'), icon);
		await server.restart();
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await expect(page.getByText('离线使用已就绪')).toBeVisible({ timeout: 30_000 });
		expect(await stored()).toBe(true);
		await signIn(page, server.origin, accounts.phone);
		await open(page, screens.me);
		await expect(page.getByText('离线使用已就绪')).toBeVisible();
	} finally {
		cpSync(join(safe, 'icon'), icon);
		rmSync(safe, { recursive: true });
	}
});

test('a tab left open in front is offered a new version within the hour', async ({ page }) => {
	const worker = 'build/client/service-worker.js';
	const safe = mkdtempSync(join(tmpdir(), 'branchbook-worker-'));
	const files = ['', '.gz', '.br'].map((suffix) => `service-worker.js${suffix}`);
	for (const file of files) cpSync(join('build/client', file), join(safe, file));
	// What is asked for every ten minutes to an hour comes every half second here.
	await page.addInitScript(() => {
		const real = window.setInterval.bind(window) as (work: () => void, ms: number) => number;
		const short = (work: () => void, ms: number) =>
			real(work, ms >= 600_000 && ms <= 3_600_000 ? 500 : ms);
		window.setInterval = short as typeof window.setInterval;
	});
	try {
		await signIn(page, server.origin, accounts.phone);
		await open(page, screens.me);
		await expect(page.getByText('离线使用已就绪')).toBeVisible({ timeout: 30_000 });
		for (const file of files) rmSync(join('build/client', file));
		// First a version whose files do not all come, then a sound one.
		const cut = `self.addEventListener('install', (event) => event.waitUntil(Promise.reject(new Error('cut'))));`;
		const next = `${readFileSync(join(safe, files[0]!), 'utf8')}\n// next\n`;
		await page.evaluate(async () => {
			const registration = await navigator.serviceWorker.ready;
			registration.addEventListener('updatefound', () => {
				const worker = registration.installing;
				worker?.addEventListener('statechange', () => {
					document.body.dataset['states'] =
						`${document.body.dataset['states'] ?? ''} ${worker.state}`;
				});
			});
		});
		for (const [text, state] of [
			[cut, 'redundant'],
			[next, 'installed']
		] as const) {
			await server.stop();
			writeFileSync(worker, text);
			await server.restart();
			await expect(page.locator(`body[data-states~=${state}]`)).toBeAttached({ timeout: 60_000 });
		}
		const offer = page.getByRole('button', { name: '立即更新' });
		await expect(offer).toBeVisible();

		// Not while a change is nowhere but in memory: the storage was emptied, and takes nothing.
		await page.context().setOffline(true);
		await openFirstMember(page);
		await page.getByLabel('现居住地').fill('示例市更新路2号');
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(page.getByText('已保存').first()).toBeVisible();
		await open(page, screens.me);
		await takeNothing(page, true);
		const devtools = await page.context().newCDPSession(page);
		const storageTypes = 'indexeddb';
		await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
		await offer.click();
		await expect(page.getByText('有内容还没有写入本机，暂不更新')).toBeVisible();

		// This page began before there was a worker, and none controls it: it reloads all the same.
		expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
		await takeNothing(page, false);
		await page.context().setOffline(false);
		await Promise.all([page.waitForEvent('load'), offer.click()]);
		await expect(page.getByRole('button', { name: '解锁' })).toBeVisible();
		expect(
			await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)
		).toBeNull();
	} finally {
		for (const file of files) cpSync(join(safe, file), join('build/client', file));
		rmSync(safe, { recursive: true });
	}
});

test('without JavaScript the page says what is needed', async ({ page }) => {
	// A browser whose scripts are only held back by the tests still reads noscript as text.
	const shell = await (await page.request.get(`${server.origin}/sign-in`)).text();
	const [said] = /<noscript>[\s\S]*?<\/noscript>/.exec(shell) ?? [''];
	await page.setContent(said.replace(/<\/?noscript>/g, ''));
	await expect(page.getByText('支部册需要启用 JavaScript')).toBeVisible();
});

test('a browser that knows no modules is told which ones work', async ({ page }) => {
	await page.goto(`${server.origin}/sign-in`);
	await expect(page.locator('script[nomodule][src$="old-browser.js"]')).toBeAttached();
	await page.evaluate(() => {
		const script = document.createElement('script');
		script.src = '/old-browser.js';
		document.body.append(script);
	});
	await expect(page.getByText('这个浏览器的版本过旧')).toBeVisible();
});
