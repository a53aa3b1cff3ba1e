import type { Result } from '#domain/kernel/problem';
import type { Org } from '#domain/model/org/org';
import { BranchStore, type VaultRecord } from '#store/disk/db';
import { Replica } from '#store/replica/replica';
import type { AccountInfo } from '#store/disk/account-info';
import { Tabs } from '#store/disk/tabs';
import type { Environment } from '#sync/loop/environment';
import { SyncLoop } from '#sync/loop/sync-loop';
import { Wire } from '#sync/loop/wire';
import { useVault } from '../../support/device';
import { newKey } from '../ports/cipher';
import { SimDisk, type TabDoor } from '../ports/disk';
import type { Random } from '../ports/random';
import { cancelTimer, setTimer, time } from '../ports/time';
import type { Member } from '#domain/model/member/member';
import type { TypedForm } from '../../support/typed-form';
import type { Network } from './network';

type BrowserEvent = 'online' | 'offline' | 'visible';

/** What a person was told lies on the disk: 「已保存」. */
export interface Saved {
	id: string;
	device: SimDevice;
	name: string;
	args: Record<string, unknown>;
}

/** One page of the app. */
export class SimTab {
	readonly device: SimDevice;
	readonly door: TabDoor;
	readonly #db: BranchStore;
	#header: VaultRecord | undefined;
	#replica: Replica | undefined;
	#loop: SyncLoop | undefined;
	readonly listeners = new Map<BrowserEvent, Set<() => void>>();
	readonly #timers = new Set<number>();
	live: { told: (clock: number) => void; lost: () => void } | undefined;
	/** A record as a form that was opened earlier still shows it. */
	form: Member | undefined;
	/** Forms that are being typed in, by member. */
	readonly forms = new Map<string, TypedForm>();
	/** By Retry-After: before this moment the page asks for nothing (S-16). */
	quietUntil = 0;
	/** Behind the lock screen nobody sees or types anything, whatever memory still holds. */
	isLocked = false;
	wasKilled = false;

	constructor(device: SimDevice) {
		this.device = device;
		this.door = device.disk.door();
		this.#db = new BranchStore(device.account.account, this.door.indexed);
	}

	get isAlive(): boolean {
		return this.door.isAlive;
	}

	/** The open replica; undefined while it is being opened, and behind the lock screen. */
	get replica(): Replica | undefined {
		return this.isAlive && !this.isLocked ? this.#replica : undefined;
	}

	get loop(): SyncLoop | undefined {
		return this.isAlive && !this.isLocked ? this.#loop : undefined;
	}

	async open(): Promise<void> {
		const { device } = this;
		const tabs = new Tabs(`${device.serial}|${device.account.account}`);
		const now = () => new Date(time() + device.skew);
		const { key, account } = device;
		this.#header = await useVault(this.#db, account);
		const replica = await Replica.open({ db: this.#db, key, account, tabs, now });
		if (!this.isAlive) return;
		this.#replica = replica;
		const wire = new Wire((path, init) => device.network.fetch(this, path, init));
		this.#loop = new SyncLoop(replica, wire, this.#environment());
		this.#loop.start();
	}

	fire(event: BrowserEvent): void {
		for (const listener of [...(this.listeners.get(event) ?? [])]) listener();
	}

	#environment(): Environment {
		const { device } = this;
		return {
			now: () => time() + device.skew,
			ticks: () => time(),
			random: () => device.random.float(),
			after: (ms, work) => {
				const id = setTimer(ms, () => {
					this.#timers.delete(id);
					work();
				});
				this.#timers.add(id);
				return () => cancelTimer(id);
			},
			online: () => device.isOnline,
			on: (event, listener) => {
				const set = this.listeners.get(event) ?? new Set();
				this.listeners.set(event, set.add(listener));
				return () => set.delete(listener);
			},
			lead: (_name, stop, work) => device.lead(this, stop, work),
			live: (told, lost) => {
				this.live = { told, lost };
				return () => (this.live = undefined);
			}
		};
	}

	/** 重新写入本机. */
	async rewrite(): Promise<Result<void>> {
		if (!this.#header || !this.#replica) return { ok: false, problem: { code: 'storage.lost' } };
		return this.#replica.storage.rewrite(this.#header, []);
	}

	/** Locked by its user. Where nothing could be written he unlocks, and goes on with what is in memory. */
	async close(): Promise<void> {
		const replica = this.replica;
		if (!replica) return;
		this.isLocked = true;
		const isSecured = await replica.storage.secured(() => this.rewrite());
		if (!this.isAlive) return;
		this.isLocked = isSecured;
		if (!isSecured) return;
		this.#loop?.stop();
		replica.close();
		await replica.settled();
		if (this.isAlive) this.#end(false);
	}

	/** The process is gone in the middle of whatever it was doing. */
	kill(): void {
		this.wasKilled = true;
		this.#end(true);
	}

	/** A page that is gone gives its lock back by itself; one that only locked has to do so. */
	#end(isGone: boolean): void {
		this.door.kill();
		this.device.died(this);
		for (const id of this.#timers) cancelTimer(id);
		this.#loop?.stop();
		this.#replica?.close();
		this.#db.close();
		this.device.network.forget(this);
		this.device.left(this, isGone);
	}
}

export interface DevicePorts {
	network: Network;
	random: Random;
	onSaved(saved: Saved): void;
	onRefused(): void;
	/** Before anything of the page is told that it is gone. */
	onDied(tab: SimTab): void;
	onDefect(error: unknown): void;
}

/** One browser of one person: a disk that survives, tabs that come and go. */
export class SimDevice {
	readonly serial: number;
	readonly account: AccountInfo;
	readonly org: Org;
	readonly network: Network;
	readonly random: Random;
	readonly #ports: DevicePorts;
	/** Where the browser has no Web Locks, every tab syncs. */
	readonly hasLocks: boolean;
	key = newKey();
	disk = new SimDisk();
	tabs: SimTab[] = [];
	skew = 0;
	/** Its clock was set by more than acknowledged changes are kept for. */
	hasLeapt = false;
	isOnline = true;
	/** Acknowledged changes of before may be nowhere any more. */
	hasBeenCleared = false;
	#mayBeEmpty = false;
	token = '';
	#leader: SimTab | undefined;
	#queue: { tab: SimTab; begin: () => void }[] = [];

	constructor(
		serial: number,
		account: AccountInfo,
		org: Org,
		hasLocks: boolean,
		ports: DevicePorts
	) {
		this.serial = serial;
		this.account = account;
		this.org = org;
		this.hasLocks = hasLocks;
		this.#ports = ports;
		this.network = ports.network;
		this.random = ports.random;
	}

	/** Its storage was emptied, and no page has written anything anew yet. */
	get isCleared(): boolean {
		return this.#mayBeEmpty && this.disk.records('vault').length === 0;
	}

	openTab(): SimTab {
		// Nobody signs in anew while a page still holds everything; with the last one it is gone.
		if (this.isCleared) this.evict();
		const tab = new SimTab(this);
		this.tabs.push(tab);
		// A page whose database does not open is closed and tried again by its user.
		tab.open().catch(() => tab.kill());
		return tab;
	}

	/** The tab a person looks at. */
	get front(): SimTab | undefined {
		return this.tabs.find((tab) => tab.replica);
	}

	kill(): void {
		for (const tab of [...this.tabs]) tab.kill();
	}

	left(tab: SimTab, isGone: boolean): void {
		this.tabs = this.tabs.filter((one) => one !== tab);
		this.#queue = this.#queue.filter((one) => one.tab !== tab);
		if (this.#leader !== tab || !isGone) return;
		this.#leader = undefined;
		this.#next();
	}

	/** Web Locks: one tab at a time, in the order of asking; a dead tab’s place is free at once. */
	lead(tab: SimTab, stop: AbortSignal, work: () => Promise<void>): Promise<void> {
		if (!this.hasLocks) return work();
		return new Promise((resolve) => {
			const begin = () => {
				if (stop.aborted) {
					resolve();
					return this.#next();
				}
				this.#leader = tab;
				void work().then(() => {
					resolve();
					if (this.#leader === tab) this.#next();
				});
			};
			this.#queue.push({ tab, begin });
			if (!this.#leader) this.#next();
		});
	}

	#next(): void {
		this.#leader = undefined;
		this.#queue.shift()?.begin();
	}

	told(ok: boolean, saved: readonly Omit<Saved, 'device'>[]): void {
		if (!ok) this.#ports.onRefused();
		else for (const one of saved) this.#ports.onSaved({ ...one, device: this });
	}

	died(tab: SimTab): void {
		this.#ports.onDied(tab);
	}

	/** The app failed in a way it has no name for. */
	defect(error: unknown): void {
		this.#ports.onDefect(error);
	}

	/** The browser empties its storage under the open pages. */
	clear(): void {
		this.hasBeenCleared = true;
		this.#mayBeEmpty = true;
		this.disk.clear();
	}

	/** Everything of the origin is gone; the person signs in anew. */
	evict(): void {
		this.kill();
		this.disk = new SimDisk();
		this.#mayBeEmpty = false;
		this.key = newKey();
	}
}
