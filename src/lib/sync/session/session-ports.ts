import type { Kdf } from '#store/vault/argon2';
import type { Indexed } from '#store/disk/db';
import type { Derive } from '#store/vault/derive';
import { Tabs } from '#store/disk/tabs';
import { deviceNameOf } from '#sync/session/device-name';
import type { Fetch } from '#sync/loop/post';
import { browser, type Environment } from '#sync/loop/environment';

/** What the device remembers outside the database: never anything personal. */
export interface Remembered {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

/** Everything a session takes from its surroundings. */
export interface SessionPorts {
	fetch: Fetch;
	environment: Environment;
	/** Asked for only when used, so that the module can load where no browser is. */
	remembered(): Remembered;
	tabs(name: string): Tabs;
	deviceName(): string;
	/** The shell the browser keeps for working offline; a revoked device gives it up too. */
	forgetShell?(): Promise<void>;
	indexed?: Indexed;
	derive?: Derive;
	kdf?: Kdf;
}

async function forgetShell(): Promise<void> {
	const names = 'caches' in globalThis ? await caches.keys() : [];
	await Promise.all(names.map((name) => caches.delete(name)));
	const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
	await Promise.all(workers.map((worker) => worker.unregister()));
}

export const browserPorts: SessionPorts = {
	fetch: (path, init) => globalThis.fetch(path, init),
	environment: browser,
	remembered: () => localStorage,
	tabs: (name) => new Tabs(name),
	deviceName: () => deviceNameOf(navigator.userAgent),
	forgetShell
};
