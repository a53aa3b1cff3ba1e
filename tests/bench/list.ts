import { randomBytes, randomUUID } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';
import { admitMember } from '#domain/mutations/member/admit-member';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import { limits, PROTOCOL, SyncReply } from '#domain/protocol/protocol';
import { startBuilt } from '../support/built-server';
import { launchChromium } from '../support/chromium';
import { accounts, password, signIn, sizes } from '../support/screens';
import { madeUpMembers } from './made-up-members';
import type { Figure, Size } from './measure';

const SLOWED = 4;
const FEWEST_FRAMES = 50;
const LONGEST_WAIT = 50;
/** CSS pixels of one fling, some 110 rows. */
const FLUNG = 8000;
/** What a person types, takes back and types anew: names, initials, the end of an ID number. */
const TYPED = ['王', '王伟', 'w', 'wm', '12', '123', '李'];

/**
 * 党员 of 5,000 members on a phone, CPU slowed 4 ×: frames while it is flung, and how long a key
 * waits for its picture in the search box.
 */
export async function benchList(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 5000 : 500;
	const server = await startBuilt({ demoPassword: password });
	const browser = await launchChromium();
	try {
		const there = await fill(server.origin, members);
		const context = await browser.newContext({ viewport: sizes.phone, hasTouch: true });
		const page = await context.newPage();
		await page.addInitScript(watch);
		await signIn(page, server.origin, accounts.desktop);
		await page.getByRole('link', { name: '党员', exact: true }).click();
		await page.getByText(`${there} 名`, { exact: true }).waitFor();
		await quiet(page);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
		const scroll = await scrolled(page, cdp, size === 'whole' ? 6 : 1);
		const typing = await typed(page, cdp, size === 'whole' ? 3 : 1);
		await page.goto('about:blank');
		await page.setContent(plainRows(members));
		const floor = await scrolled(page, cdp, 1);
		return [scrollFigure(there, { ...scroll, floor: floor.mean }), typingFigure(there, typing)];
	} finally {
		await browser.close();
		await server.dispose();
	}
}

/** The first visit stores every file for offline use and fetches the photos; that is another moment. */
async function quiet(page: Page): Promise<void> {
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	for (let last = -1, same = 0; same < 4; await page.waitForTimeout(500)) {
		const now = await page.evaluate(() => performance.getEntriesByType('resource').length);
		same = now === last ? same + 1 : 0;
		last = now;
	}
}

/** As many rows as the list has, of text only: what the machine can do at this moment. */
function plainRows(count: number): string {
	const row = (_: unknown, at: number) => `<p style="height:72px;margin:0">${at}</p>`;
	return Array.from({ length: count }, row).join('');
}

/** What the page notes: frames of the time asked about, events that were slow, and long tasks. */
interface ListNotes {
	frames: number[];
	running: boolean;
	events: { name: string; duration: number; handled: number }[];
	longTasks: number[];
}

declare global {
	var listNotes: ListNotes;
}

function watch(): void {
	const notes: ListNotes = { frames: [], running: false, events: [], longTasks: [] };
	globalThis.listNotes = notes;
	const frame = (at: number) => {
		if (notes.running) notes.frames.push(at);
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as PerformanceEventTiming[]) {
			const { name, duration, startTime, processingEnd } = entry;
			notes.events.push({ name, duration, handled: processingEnd - startTime });
		}
	}).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) notes.longTasks.push(duration);
	}).observe({ type: 'longtask' });
}

/** Signs in as the committee and brings made-up members into its branches; how many there are then. */
async function fill(origin: string, count: number): Promise<number> {
	const device = randomUUID();
	const secret = randomBytes(32).toString('base64url');
	const post = async (path: string, body: unknown, cookie = '') => {
		const headers = { origin, 'content-type': 'application/json', cookie };
		const reply = await fetch(origin + path, {
			method: 'POST',
			headers,
			body: JSON.stringify(body)
		});
		if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
		return reply;
	};
	const account = accounts.desktop;
	const credentials = { account, password, device: { id: device, name: '测量', secret } };
	const signedIn = await post('/api/session', credentials);
	const cookie = signedIn.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	const sync = async (changes: unknown[]) => {
		const body = { protocol: PROTOCOL, device, cursor: 0, epoch: null, changes };
		return SyncReply.parse(await (await post('/api/sync', body, cookie)).json());
	};
	const { rows } = await sync([]);
	const branches = rows.flatMap(([table, id, , row]) =>
		table === 'org' && String(row?.['type']).startsWith('63') ? [id] : []
	);
	const held = rows.filter(([table]) => table === 'member');
	const there = held.filter(([, , , row]) => isOnRoster(row as unknown as Member)).length;
	// Some of the made-up people join only after today, which no rule would let pass.
	const changes = madeUpMembers(2 * count, branches)
		.filter(({ joinDate }) => joinDate < '2025-01-01')
		.slice(0, count - there)
		.map(changeOf);
	for (let at = 0; at < changes.length; at += limits.changes) {
		const { verdicts } = await sync(changes.slice(at, at + limits.changes));
		const refused = verdicts.find(({ verdict }) => verdict !== 'applied');
		if (refused) throw new Error(`not admitted: ${JSON.stringify(refused)}`);
	}
	return count;
}

function changeOf(member: ReturnType<typeof madeUpMembers>[number]) {
	const { id, touchedBy, importedBy, retracted, trail, conflicts, proposals, left, ...values } =
		member;
	void [touchedBy, importedBy, retracted, trail, conflicts, proposals, left];
	const filled = Object.entries(values).filter(([, value]) => value !== '');
	return {
		id: randomUUID(),
		name: admitMember.name,
		args: { id, values: Object.fromEntries(filled), imported: true },
		at: '2026-11-23T08:00:00+08:00'
	};
}

/** Flings down and up; frames a second in the worst second, and the longest gap. */
async function scrolled(page: Page, cdp: CDPSession, flings: number) {
	const gaps: number[] = [];
	let worst = Infinity;
	let shortest = Infinity;
	for (let turn = 0; turn < flings; turn += 1) {
		await page.evaluate(() => {
			globalThis.listNotes.frames = [];
			globalThis.listNotes.running = true;
		});
		await cdp.send('Input.synthesizeScrollGesture', {
			x: 195,
			y: 500,
			yDistance: turn % 2 === 0 ? -FLUNG : FLUNG,
			speed: 3000,
			// A made-up touch moves nothing in a Chromium without a window; a wheel does.
			gestureSourceType: 'mouse'
		});
		const { frames, at } = await page.evaluate(() => {
			globalThis.listNotes.running = false;
			return { frames: globalThis.listNotes.frames, at: scrollY };
		});
		shortest = Math.min(shortest, turn % 2 === 0 ? at : FLUNG - at);
		gaps.push(...frames.slice(1).map((at, index) => at - frames[index]!));
		worst = Math.min(worst, worstSecond(frames));
	}
	const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
	const longestGap = Math.max(...gaps);
	return { worst, mean: 1000 / mean, longestGap, frames: gaps.length, shortest };
}

/** Fewest frames of any whole second. */
function worstSecond(frames: readonly number[]): number {
	const last = frames.at(-1) ?? 0;
	const counts = frames
		.filter((from) => from + 1000 <= last)
		.map((from) => frames.filter((at) => at >= from && at < from + 1000).length);
	return Math.min(...counts);
}

/** Each text typed key by key and taken back: the longest a key waited for its picture. */
async function typed(page: Page, cdp: CDPSession, turns: number) {
	const box = page.getByRole('searchbox', { name: '搜索党员' });
	await page.evaluate(() => scrollTo(0, 0));
	await box.click();
	// 拼音 is loaded at the first look into the box.
	await page.waitForTimeout(2000);
	await page.evaluate(() => {
		globalThis.listNotes.events = [];
		globalThis.listNotes.longTasks = [];
	});
	// Of a machine that does other work the processor’s time says more than the clock’s.
	await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
	const before = await cpuTime(cdp);
	let keys = 0;
	for (let turn = 0; turn < turns; turn += 1) {
		for (const text of TYPED) {
			for (const letter of text) {
				await page.keyboard.press(/[a-z\d]/.test(letter) ? letter : 'Shift');
				if (!/[a-z\d]/.test(letter)) await page.keyboard.insertText(letter);
				await page.waitForTimeout(120);
				keys += 1;
			}
			for (let at = 0; at < text.length; at += 1) {
				await page.keyboard.press('Backspace');
				await page.waitForTimeout(120);
				keys += 1;
			}
		}
	}
	const cpuPerKey = (await cpuTime(cdp)) / keys - before / keys;
	const { events, longTasks } = await page.evaluate(() => globalThis.listNotes);
	const waits = events.map(({ duration }) => duration);
	return {
		keys,
		cpuPerKey,
		longestWait: Math.max(0, ...waits),
		longestHandled: Math.max(0, ...events.map(({ handled }) => handled)),
		longestTask: Math.max(0, ...longTasks),
		longTasks: longTasks.length
	};
}

/** Milliseconds the page’s thread has worked. */
async function cpuTime(cdp: CDPSession): Promise<number> {
	const { metrics } = await cdp.send('Performance.getMetrics');
	return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

function scrollFigure(
	members: number,
	scroll: Awaited<ReturnType<typeof scrolled>> & { floor: number }
): Figure {
	return {
		id: 'list scroll',
		work: `flinging 党员 of ${members} members, CPU slowed ${SLOWED} ×`,
		reach: `never under ${FEWEST_FRAMES} frames a second`,
		...scroll,
		ok: scroll.worst >= FEWEST_FRAMES,
		// A list that stood still has all its frames.
		holds: scroll.shortest > FLUNG / 2,
		ofFloor: scroll.mean / scroll.floor
	};
}

function typingFigure(members: number, typing: Awaited<ReturnType<typeof typed>>): Figure {
	return {
		id: 'list typing',
		work: `typing in the search box over ${members} members, CPU slowed ${SLOWED} ×`,
		reach: `no key waits longer than ${LONGEST_WAIT} ms`,
		...typing,
		ok: typing.longestWait <= LONGEST_WAIT && typing.longestTask <= LONGEST_WAIT,
		holds: typing.keys > 10
	};
}
