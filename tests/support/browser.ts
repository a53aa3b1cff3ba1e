import { argon2 } from '#store/vault/argon2';
import { BranchStore, type Indexed } from '#store/disk/db';
import { Tabs } from '#store/disk/tabs';
import { Session } from '#sync/session/session';
import type { SessionPorts } from '#sync/session/session-ports';
import { Caller } from './api';
import { ownIndexedDb } from './device';
import type { TestServer } from './server';
import { TestEnvironment } from './environment';

/** The real client engine in front of the real server: what it stores outlives the page. */
export class Browser {
	readonly caller: Caller;
	readonly environment = new TestEnvironment();
	readonly indexed: Indexed;
	readonly remembered: Map<string, string>;
	shellForgotten = 0;
	readonly #channel = crypto.randomUUID();
	readonly #pages: Session[] = [];

	/** `same`: further tabs of that browser, asleep: they hear nothing of the others. */
	constructor(server: TestServer, same?: Browser) {
		this.caller = new Caller(server);
		this.indexed = same?.indexed ?? ownIndexedDb();
		this.remembered = same?.remembered ?? new Map<string, string>();
	}

	/** A page just opened: a vault that lies here is locked. */
	async page(): Promise<Session> {
		const { remembered } = this;
		const ports: SessionPorts = {
			fetch: this.caller.fetch,
			environment: this.environment,
			remembered: () => ({
				getItem: (key) => remembered.get(key) ?? null,
				setItem: (key, value) => void remembered.set(key, value),
				removeItem: (key) => void remembered.delete(key)
			}),
			tabs: (name) => new Tabs(`${this.#channel}-${name}`),
			deviceName: () => 'Android 手机 · Chrome',
			forgetShell: async () => void this.shellForgotten++,
			indexed: this.indexed,
			derive: argon2,
			kdf: { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 }
		};
		const session = new Session(ports);
		this.#pages.push(session);
		await session.start();
		return session;
	}

	async databases(): Promise<string[]> {
		return (await this.indexed.indexedDB.databases()).map(({ name }) => name ?? '');
	}

	/** The database as it lies. */
	store(account: string): BranchStore {
		return new BranchStore(account, this.indexed);
	}

	/** Network or none, and the page is told. */
	online(is: boolean): void {
		this.caller.reachable = is;
		this.environment.fire(is ? 'online' : 'offline');
	}

	close(): void {
		for (const page of this.#pages.splice(0)) page.lock();
	}
}
