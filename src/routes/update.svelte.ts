import type { Workbox } from 'workbox-window';
import { session } from '#sync/session/session';

/** Whether a start without a network works on this device. */
export type Offline = 'unsupported' | 'preparing' | 'waiting' | 'ready';

const FIRST_RETRY = 20_000;
const LONGEST_RETRY = 600_000;
/** The page the worker opens every start with; without it nothing opens. */
const SHELL = '/unlock';

/**
 * The worker that opens the app without a network, and the waiting new version, if there is one. A
 * version is offered, never forced: `take` activates it and reloads once, and the shell shows the
 * offer only while no form is dirty.
 */
class Update {
	#waiting = $state(false);
	#dirty = $state(0);
	#taking = $state(false);
	#offline = $state<Offline>('preparing');
	#workbox: Workbox | undefined;
	#isStarting = false;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Whether to offer it now. */
	get offered(): boolean {
		return this.#waiting && this.#dirty === 0;
	}

	/** `ready` only when everything is stored; a promise made earlier would not hold. */
	get offline(): Offline {
		return this.#offline;
	}

	/** Forms with unsaved typing call this, and call the returned function when saved or left. */
	hold(): () => void {
		this.#dirty += 1;
		let held = true;
		return () => {
			if (held) this.#dirty -= 1;
			held = false;
		};
	}

	/** Registers the worker and waits until it is active; tried again until that has succeeded once. */
	async start(): Promise<void> {
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) {
			this.#offline = 'unsupported';
			return;
		}
		if (this.#isStarting || this.#offline === 'ready') return;
		this.#isStarting = true;
		clearTimeout(this.#timer);
		this.#offline = 'preparing';
		try {
			await this.#register();
			this.#offline = 'ready';
			this.#failures = 0;
		} catch {
			// No network, or a file that did not come: nothing is lost, and it is tried again.
			this.#offline = 'waiting';
			const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#failures++);
			this.#timer = setTimeout(() => void this.start(), wait);
		}
		this.#isStarting = false;
	}

	async #register(): Promise<void> {
		const { Workbox } = await import('workbox-window');
		const workbox = new Workbox('/service-worker.js', { scope: '/' });
		const registration = await workbox.register({ immediate: true });
		if (!registration) throw new Error('not registered');
		this.#follow(registration);
		await active(registration);
		if (!(await caches.match(SHELL, { ignoreSearch: true }))) {
			// The worker is there and its store is not: the browser emptied it.
			await registration.unregister();
			throw new Error('nothing stored');
		}
		this.#workbox = workbox;
	}

	/**
	 * Notices each version that is stored, also after one whose files did not all come, and also one
	 * that waits for nobody because this page began without a worker. The first one of all is no news.
	 */
	#follow(registration: ServiceWorkerRegistration): void {
		const follow = () => {
			const { active, installing } = registration;
			if (active)
				installing?.addEventListener('statechange', () => {
					if (installing.state !== 'redundant') this.#waiting = true;
				});
		};
		registration.addEventListener('updatefound', follow);
		follow();
		if (registration.active && registration.waiting) this.#waiting = true;
	}

	/** Looks for a newer version; called now and then, and when the app comes to the front. */
	async look(): Promise<void> {
		try {
			await this.#workbox?.update();
		} catch {
			// Offline: the present version stays, the next look comes with the next visit.
			return;
		}
	}

	/** Whether the version that waits was asked for; the page reloads as soon as it is active. */
	get taking(): boolean {
		return this.#taking;
	}

	/**
	 * Activates the version that waits. Where another tab has done so already, the page only reloads.
	 * false: memory holds what no disk has, so everything stays as it is.
	 */
	async take(): Promise<boolean> {
		if (!(await session.secured())) return false;
		const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
		this.#taking = true;
		// Followed by its own state: a page that no worker controls hears of no other controller.
		waiting?.addEventListener('statechange', () => {
			if (waiting.state !== 'activating') location.reload();
		});
		if (waiting) waiting.postMessage({ type: 'SKIP_WAITING' });
		else location.reload();
		return true;
	}
}

/** Resolves when a worker has stored everything and is active; rejects when it gave up. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
	const worker = registration.installing ?? registration.waiting;
	if (registration.active || !worker) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const look = () => {
			if (worker.state === 'activated') resolve();
			if (worker.state === 'redundant') reject(new Error('not installed'));
		};
		worker.addEventListener('statechange', look);
		look();
	});
}

export const update = new Update();

/** The same in words. */
export const offlineWords: Record<Offline, string> = {
	unsupported: '这个浏览器不能离线打开支部册',
	preparing: '正在准备离线使用，请先不要断开网络',
	waiting: '离线使用还没有准备好，有网络时自动继续',
	ready: '离线使用已就绪'
};
