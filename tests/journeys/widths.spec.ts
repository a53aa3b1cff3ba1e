import type { Browser, Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, test } from '../support/journey';
import { accounts, open, password, recordPages, screens, signIn } from '../support/screens';

/**
 * Every screen fits a phone, in normal type and in type twice as large. A phone zooms out until the
 * widest thing fits, so that `innerWidth` grows with it: only the screen itself says how wide it is.
 */

let server: BuiltServer;

test.beforeAll(async () => {
	server = await startBuilt({ demoPassword: password });
});
test.afterAll(async () => {
	await server.dispose();
});

/** Phones from the narrowest that is sold to the widest; every screen is looked at on each. */
const WIDTHS = [320, 360, 390, 412];

async function phone(browser: Browser): Promise<Page> {
	const size = { width: WIDTHS[0]!, height: 844 };
	const context = await browser.newContext({
		viewport: size,
		screen: size,
		isMobile: true,
		hasTouch: true,
		reducedMotion: 'reduce'
	});
	return context.newPage();
}

/** How wide the page is in each type, and where it is wider than the screen, what reaches out. */
function tooWide(): string[] {
	const root = document.documentElement;
	const clips = (element: Element | null): boolean =>
		element !== null &&
		((getComputedStyle(element).overflowX !== 'visible' &&
			getComputedStyle(element).position !== 'static') ||
			clips(element.parentElement));
	const beyond = (element: Element) =>
		element.getBoundingClientRect().right > screen.width + 1 && !clips(element.parentElement);
	const found = ['100%', '200%'].flatMap((type) => {
		root.style.fontSize = type;
		const width = Math.max(innerWidth, root.scrollWidth, document.body.scrollWidth);
		if (width <= screen.width) return [];
		const what = [...document.querySelectorAll('body *')]
			.filter((element) => beyond(element) && ![...element.children].some(beyond))
			.map((element) => `${element.tagName} “${element.textContent.trim().slice(0, 20)}”`);
		return [`${width} of ${screen.width} px at ${type}: ${what.slice(0, 3).join(', ')}`];
	});
	root.style.fontSize = '';
	return found;
}

/** Walks screens with one account, each at every width; what does not fit, by screen. */
async function walker(browser: Browser) {
	const page = await phone(browser);
	const devices = await page.context().newCDPSession(page);
	const wide: string[] = [];
	const look = async (screen: string) => {
		await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
		for (const width of WIDTHS) {
			const screenSize = { screenWidth: width, screenHeight: 844 };
			const view = { width, height: 844, deviceScaleFactor: 1, mobile: true, ...screenSize };
			await devices.send('Emulation.setDeviceMetricsOverride', view);
			await page.evaluate(() => new Promise(requestAnimationFrame));
			expect(await page.evaluate(() => window.screen.width)).toBe(width);
			wide.push(...(await page.evaluate(tooWide)).map((what) => `${screen}: ${what}`));
		}
	};
	const walk = async (paths: readonly string[]) => {
		for (const path of paths) {
			await open(page, path);
			await look(path);
		}
	};
	/** The ids in the addresses of the links that the page shows now. */
	const idsIn = async (pattern: RegExp) => {
		const all = page.locator('a[href]');
		const hrefs = await all.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
		return [...new Set(hrefs.flatMap((href) => pattern.exec(href)?.[1] ?? []))];
	};
	return { page, wide, look, walk, idsIn };
}

test(`every screen fits a phone of ${WIDTHS.join(', ')} px, with type at 100% and at 200%`, async ({
	browser
}) => {
	test.slow();
	const { page, wide, look, walk, idsIn } = await walker(browser);
	await page.goto(`${server.origin}/nowhere`);
	await look('not found');
	await page.goto(`${server.origin}/sign-in`);
	await look('sign-in');
	await signIn(page, server.origin, accounts.phone);
	await walk(Object.values(screens));
	await open(page, screens.members);
	await page.getByRole('button', { name: /^编辑/ }).first().waitFor();
	const members = await idsIn(/^\/members\/([^/]{36})/);
	expect(members.length).toBeGreaterThan(5);
	await walk(recordPages(members[0]!));
	// Counts stand on other tabs with everybody: they are what once made a page wider.
	await walk(members.slice(1).map((id) => `/members/${id}/basic`));
	await page.getByRole('link', { name: '我的' }).click();
	await page.getByRole('button', { name: '锁定' }).click();
	await page.getByRole('button', { name: '解锁' }).waitFor();
	await look('unlock');
	expect(wide).toEqual([]);
	await page.context().close();
});

test('the screens of a committee fit each phone too', async ({ browser }) => {
	const { page, wide, walk, idsIn } = await walker(browser);
	await signIn(page, server.origin, accounts.desktop);
	const { home, members, orgs, statistics, comparison, students, problems, todo } = screens;
	await walk([home, members, statistics, comparison, students, problems, todo, orgs]);
	const [org] = await idsIn(/^\/orgs\/([^/]{36})$/);
	await walk([`/orgs/${org}`, `/orgs/${org}/accounts`]);
	expect(wide).toEqual([]);
	await page.context().close();
});
