import type { Kdf } from '#store/argon2';
import type { Indexed } from '#store/db';
import type { Derive } from '#store/derive';
import { Tabs } from '#store/tabs';
import type { Fetch } from '#sync/post';
import { browser, type Surroundings } from '#sync/surroundings';

/** What the device remembers outside the database: never anything personal. */
export interface Remembered {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

/** Everything a session takes from its surroundings. */
export interface SessionPorts {
	fetch: Fetch;
	world: Surroundings;
	/** Asked for only when used, so that the module can load where no browser is. */
	remembered(): Remembered;
	tabs(name: string): Tabs;
	deviceName(): string;
	indexed?: Indexed;
	derive?: Derive;
	kdf?: Kdf;
}

/** System and kind of browser, as the list of devices will show it. */
function nameOfBrowser(): string {
	const agent = navigator.userAgent;
	const system = /Android|iPhone|iPad|Windows|Macintosh|Linux/.exec(agent)?.[0] ?? '';
	const maker = /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? '';
	return `${system} ${maker}`.trim() || 'browser';
}

export const browserPorts: SessionPorts = {
	fetch: (path, init) => globalThis.fetch(path, init),
	world: browser,
	remembered: () => localStorage,
	tabs: (name) => new Tabs(name),
	deviceName: nameOfBrowser
};
