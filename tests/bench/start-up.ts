import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { startBuilt } from '../support/built-server';
import { launchChromium } from '../support/chromium';
import { buildEmptyKit } from '../support/empty-kit';
import { median, timesOf, type Figure, type Size } from './measure';

const PASSWORD = 'Harbour-lights-27-quiet';
const BRANCH = 'u990000000012';
const SLOWED = 4;
const MOST_SCRIPT = 150_000;
const FIELD = 'input[name=password]';
const LIST = '[aria-label^="编辑 "]';
const EMPTY = '#ready';

/** One cached start, in milliseconds since the navigation began. */
interface Start {
	/** Until the password can be typed. */
	toUnlock: number;
	/** From 解锁 to the list, the making of the key from the password left out. */
	toList: number;
	/** The making of the key, slow on purpose. */
	derivation: number;
	scripts: string[];
}

/**
 * P-8: a phone starts from its cache, CPU slowed 4 ×, until 党员 stands there to be used. The time in
 * which a person types the password, and in which it is turned into the key, is not counted.
 */
export async function benchStartUp(size: Size): Promise<Figure[]> {
	const empty = buildEmptyKit();
	const ours = await startBuilt({ demoPassword: PASSWORD });
	const floor = await serveEmpty(empty.folder);
	const browser = await launchChromium();
	try {
		const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
		await context.addInitScript(watch, [FIELD, LIST, EMPTY]);
		await installOurs(context, ours.origin);
		await installEmpty(context, floor.origin);
		const starts: Start[] = [];
		const empties: number[] = [];
		for (let turn = 0; turn < (size === 'whole' ? 12 : 2); turn += 1) {
			const bare = await startEmpty(context, floor.origin);
			const start = await startOurs(context, ours.origin);
			if (turn === 0) continue;
			empties.push(bare);
			starts.push(start);
		}
		return [figureOf(starts, empties), scriptFigure(starts[0]!.scripts)];
	} finally {
		await browser.close();
		await floor.close();
		await ours.dispose();
		empty.remove();
	}
}

function figureOf(starts: readonly Start[], empties: readonly number[]): Figure {
	const times = timesOf(
		starts.map(({ toUnlock, toList }) => toUnlock + toList),
		empties
	);
	return {
		id: 'P-8 start',
		work: `cached start to a usable 党员, CPU slowed ${SLOWED} ×, typing and key derivation left out`,
		reach: '≤ 2 × an empty SvelteKit page',
		...times,
		toUnlock: median(starts.map(({ toUnlock }) => toUnlock)),
		toList: median(starts.map(({ toList }) => toList)),
		derivation: median(starts.map(({ derivation }) => derivation)),
		ok: times.ratio <= 2,
		holds: true
	};
}

function scriptFigure(paths: readonly string[]): Figure {
	const sizes = paths.map((path) => ({ path, ...sizesOf(path) }));
	const bytes = sizes.reduce((sum, { brotli }) => sum + brotli, 0);
	return {
		id: 'P-8 script',
		work: 'compressed script loaded before the list',
		reach: '≤ 150 kB',
		bytes,
		gzipBytes: sizes.reduce((sum, { gzip }) => sum + gzip, 0),
		files: sizes.length,
		largest: sizes
			.toSorted((a, b) => b.brotli - a.brotli)
			.slice(0, 5)
			.map(({ path, brotli }) => `${path.split('/').at(-1)} ${brotli}`),
		ok: bytes <= MOST_SCRIPT,
		holds: sizes.length > 5
	};
}

/** As the server sends it; a file too small to be worth it has no compressed form. */
function sizesOf(path: string): { brotli: number; gzip: number } {
	const file = join('build/client', path);
	const size = (ending: string) => statSync(existsSync(file + ending) ? file + ending : file).size;
	return { brotli: size('.br'), gzip: size('.gz') };
}

/** What the page notes of itself. */
interface Noted {
	/** When each selector first stood there, painted. */
	seen: Record<string, number>;
	/** Scripts loaded until then. */
	scripts: Record<string, string[]>;
	submitted: number;
	/** When the key derivation began and ended. */
	derived: [number, number];
}

declare global {
	var noted: Noted;
}

/** Runs in the page before its own scripts. */
function watch(selectors: string[]): void {
	const noted: Noted = { seen: {}, scripts: {}, submitted: 0, derived: [0, 0] };
	globalThis.noted = noted;
	const scripts = () =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => new URL(name).pathname)
			.filter((path) => path.endsWith('.js'));
	const look = () => {
		for (const selector of selectors) {
			if (selector in noted.seen || !document.querySelector(selector)) continue;
			noted.seen[selector] = 0;
			noted.scripts[selector] = scripts();
			requestAnimationFrame(() => setTimeout(() => (noted.seen[selector] = performance.now())));
		}
	};
	new MutationObserver(look).observe(document, { childList: true, subtree: true });
	addEventListener('submit', () => (noted.submitted = performance.now()), { capture: true });
	const Real = Worker;
	globalThis.Worker = class extends Real {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			if (!String(url).includes('argon2')) return;
			noted.derived = [performance.now(), 0];
			this.addEventListener('message', () => (noted.derived[1] = performance.now()), {
				once: true
			});
		}
	};
}

async function installOurs(context: BrowserContext, origin: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(`${origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录' }).click();
	await page.getByRole('link', { name: '党员', exact: true }).click();
	await page.locator(LIST).first().waitFor();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.close();
}

async function installEmpty(context: BrowserContext, origin: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(origin);
	await page.locator(EMPTY).waitFor();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.close();
}

async function slowPage(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
	return page;
}

async function seen(page: Page, selector: string): Promise<number> {
	await page.waitForFunction((selector) => (globalThis.noted.seen[selector] ?? 0) > 0, selector);
	return page.evaluate((selector) => globalThis.noted.seen[selector]!, selector);
}

async function startEmpty(context: BrowserContext, origin: string): Promise<number> {
	const page = await slowPage(context);
	await page.goto(origin);
	const at = await seen(page, EMPTY);
	await page.close();
	return at;
}

async function startOurs(context: BrowserContext, origin: string): Promise<Start> {
	const page = await slowPage(context);
	await page.goto(`${origin}/members`);
	const toUnlock = await seen(page, FIELD);
	await page.locator(FIELD).fill(PASSWORD);
	await page.locator(FIELD).press('Enter');
	const listed = await seen(page, LIST);
	const { submitted, derived, scripts } = await page.evaluate(() => globalThis.noted);
	await page.close();
	const derivation = derived[1] - derived[0];
	const toList = listed - submitted - derivation;
	return { toUnlock, toList, derivation, scripts: scripts[LIST]! };
}

async function serveEmpty(folder: string): Promise<{ origin: string; close(): Promise<void> }> {
	const built = pathToFileURL(join(folder, 'build/handler.js')).href;
	const { handler } = (await import(/* @vite-ignore */ built)) as {
		handler: Parameters<typeof createServer>[1];
	};
	const server = createServer(handler as never);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	};
}
