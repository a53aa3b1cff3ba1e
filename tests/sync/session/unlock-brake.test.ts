import { afterEach, beforeEach, expect, test } from 'vitest';
import { isEasyPin } from '#domain/account/easy-pin';
import { waitAfter } from '#domain/account/unlock-wait';
import type { Session } from '#sync/session/session';
import { Browser } from '../../support/browser';
import { branch } from '../../support/device';
import { eventually } from '../../support/eventually';
import { aServer, type TestServer } from '../../support/server';

const password = 'Harbour-lights-27-quiet';
const YEAR = 365 * 86_400_000;
let server: TestServer;
let browser: Browser;
let session: Session;

beforeEach(async () => {
	server = await aServer();
	const account = server.secretary(branch);
	await server.account(account, password);
	browser = new Browser(server);
	session = await browser.page();
	expect(await session.signIn(account, password)).toEqual({ ok: true });
	session.lock();
	browser.online(false);
});
afterEach(async () => {
	browser.close();
	await server.close();
});

async function wrong(times: number, page = session): Promise<void> {
	for (let n = 0; n < times; n++) {
		const tried = await page.unlock('not the password');
		expect(tried).toMatchObject({ ok: false, problem: { code: 'vault.wrong-password' } });
	}
}
const waits = (seconds: number) => ({ ok: false, problem: { code: 'vault.wait', seconds } });

test('[R-OFF-04] after five wrong passwords each costs a wait that doubles up to 300 s; the right one opens after it', async () => {
	await wrong(4);
	expect(session.unlockWait).toBe(0);
	await wrong(1);
	expect(session.unlockWait).toBe(5);
	expect(await session.unlock(password)).toEqual(waits(5));
	browser.environment.pass(4000);
	expect(await session.unlock(password)).toEqual(waits(1));
	browser.environment.pass(1000);
	await wrong(1);
	expect(session.unlockWait).toBe(10);
	browser.environment.pass(10_000);
	expect(await session.unlock(password)).toEqual({ ok: true });
	// Right once, all is forgotten.
	session.lock();
	await wrong(4);
	expect(session.unlockWait).toBe(0);
	expect([4, 5, 6, 7, 10, 11, 12, 2000].map(waitAfter)).toEqual([0, 5, 10, 20, 160, 300, 300, 300]);
});

test('[R-OFF-04] the wait outlives a reload and cleared notes, and goes on from where it was', async () => {
	await wrong(7 - 2);
	browser.environment.pass(5000);
	await wrong(1);
	browser.environment.pass(5000);
	await eventually(async () => {
		const header = await browser.store(server.secretary(branch)).vault.get('header');
		expect(header?.tries).toEqual({ wrong: 6, waitMs: 5000 });
	});
	browser.remembered.clear();
	const reloaded = await browser.page();
	expect(reloaded.unlockWait).toBe(5);
	expect(await reloaded.unlock(password)).toEqual(waits(5));
	browser.environment.pass(5000);
	expect(await reloaded.unlock(password)).toEqual({ ok: true });
});

test.each([YEAR, -YEAR])(
	'[R-OFF-04] a clock set by %d ms neither ends the wait nor lengthens it',
	async (by) => {
		await wrong(5);
		browser.environment.time += by;
		expect(await session.unlock(password)).toEqual(waits(5));
		const reloaded = await browser.page();
		expect(reloaded.unlockWait).toBe(5);
		browser.environment.pass(5000);
		expect(await reloaded.unlock(password)).toEqual({ ok: true });
	}
);

test('[R-OFF-04] two tabs count together', async () => {
	const other = await browser.page();
	await wrong(3);
	await wrong(2, other);
	expect(await session.unlock(password)).toEqual(waits(5));
});

test('[R-OFF-04] a try is counted before it is judged', async () => {
	await wrong(4);
	// The page is killed while the key is derived: the try counts all the same.
	void session.unlock('not the password');
	await eventually(async () => {
		const header = await browser.store(server.secretary(branch)).vault.get('header');
		expect(header?.tries?.wrong).toBe(5);
	});
});

test('[R-OFF-04] online, signing in with the right password ends the wait', async () => {
	await wrong(6 - 1);
	browser.online(true);
	expect(await session.signIn(server.secretary(branch), password)).toEqual({ ok: true });
	session.lock();
	expect(session.unlockWait).toBe(0);
});

test.each(
	`000000 123456 654321 234567 987650 112233 121212 123123 520520 521521 131452 201314 147258 888123
	 199012 202601 901231 311290 246813 135790 100001 159357 168168`
		.trim()
		.split(/\s+/)
)('[V-2] the PIN %s is refused', (pin) => {
	expect(isEasyPin(pin)).toBe(true);
});

test('[V-2] most PINs stay', () => {
	for (const pin of ['204816', '482915', '730462', '590271']) expect(isEasyPin(pin)).toBe(false);
	const all = Array.from({ length: 10_000 }, (_, n) => String(n * 97 + 13).padStart(6, '0'));
	expect(all.filter(isEasyPin).length / all.length).toBeLessThan(0.35);
});
