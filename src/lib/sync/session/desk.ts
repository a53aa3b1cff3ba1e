import type { Parcel, ParcelFault } from '#domain/account/parcel';
import type { Result } from '#domain/kernel/problem';
import { Pin } from '#store/vault/pin';
import { Replica } from '#store/replica/replica';
import type { Carrier } from '#sync/couriers/carrier';
import { DeviceVault } from '#sync/session/device-vault';
import { isErased } from '#sync/session/erased';
import { Idle } from '#sync/session/idle';
import { OpenVault } from '#sync/session/open-vault';
import type { PhotoQueue } from '#sync/couriers/photo-queue';
import type { SessionPorts } from '#sync/session/session-ports';
import { not, type SessionResult } from '#sync/session/session-problem';
import type { SyncLoop } from '#sync/loop/sync-loop';
import { UnlockBrake } from '#sync/session/unlock-brake';
import type { Outcome } from '#sync/loop/sync-once';
import { Watched } from '#sync/loop/watched';
import { Wire } from '#sync/loop/wire';

export type SessionState = 'starting' | 'signed-out' | 'locked' | 'open';

/**
 * Whether the vault of this device is open, and what is open with it. Nothing here asks the network
 * who somebody is: that is the session’s part.
 */
export abstract class Desk extends Watched {
	protected readonly ports: SessionPorts;
	protected readonly wire: Wire;
	protected readonly vault: DeviceVault;
	protected readonly pin = new Pin();
	protected readonly idle: Idle;
	readonly #brake: UnlockBrake;
	#state: SessionState = 'starting';
	/** Behind a locked screen too, until the disk is known to have what only this device has. */
	#open: OpenVault | undefined;
	#leaving: Promise<boolean> | undefined;
	/** Drafts on the disk while the vault is closed (V-7): a number and nothing else. */
	#drafts = 0;

	constructor(ports: SessionPorts) {
		super();
		this.ports = ports;
		this.wire = new Wire(ports.fetch);
		this.vault = new DeviceVault(ports);
		this.#brake = new UnlockBrake(ports.environment);
		const now = () => ports.environment.now();
		// Only this tab: in another one he may be at work.
		this.idle = new Idle(now, () => void this.#leave());
	}

	/** Told of the end of every round of exchange. */
	protected abstract ended(outcome: Outcome): void;

	get state(): SessionState {
		this.watch();
		return this.#state;
	}

	/** What is in memory, whether or not the screen is locked. */
	protected get inMemory(): OpenVault | undefined {
		return this.#open;
	}

	get #onScreen(): OpenVault | undefined {
		return this.state === 'open' ? this.#open : undefined;
	}

	get replica(): Replica | undefined {
		return this.#onScreen?.replica;
	}

	get sync(): SyncLoop | undefined {
		return this.#onScreen?.sync;
	}

	get photos(): PhotoQueue | undefined {
		return this.#onScreen?.photos;
	}

	get carrier(): Carrier | undefined {
		return this.#onScreen?.carrier;
	}

	/** How much a locked page holds in memory that no disk has: its storage was emptied, or is full. */
	get onlyInMemory(): number {
		this.watch();
		return this.#state === 'open' ? 0 : (this.#open?.replica.storage.unwritten ?? 0);
	}

	/** The vault on this device, open or not. */
	get known(): { account: string; orgName: string; drafts: number } | undefined {
		this.watch();
		const { account, isRevoked, isEscrowed } = this.vault;
		// Handed over without anybody’s help: there is nothing to unlock any more.
		if (isRevoked && isEscrowed) return undefined;
		if (!account) return undefined;
		return { account: account.account, orgName: account.orgName, drafts: this.#drafts };
	}

	/** Seconds until a password may be tried again on this device; 0 when at once. */
	get unlockWait(): number {
		this.watch();
		return Math.ceil(this.#brake.left / 1000);
	}

	/** Wrong passwords in a row. */
	get wrongPasswords(): number {
		this.watch();
		return this.#brake.wrong;
	}

	protected takeBrake(): void {
		this.#brake.take(this.vault.header?.tries);
		if (this.vault.db) this.#brake.watch(this.vault.db);
	}

	/** Whether a password may be tried now; it counts as wrong until it is found right. */
	protected async countTry(): Promise<boolean> {
		const { db, header } = this.vault;
		if (!db || !header) return true;
		return this.#brake.count(db, header).finally(() => this.#brake.watch(db));
	}

	protected async releaseBrake(): Promise<void> {
		if (this.vault.db) await this.#brake.release(this.vault.db);
		await this.vault.keepUp();
	}

	get pinSet(): boolean {
		this.watch();
		return this.pin.isSet;
	}

	/** Minutes without a touch after which the vault locks; 0 never. */
	get idleMinutes(): number {
		this.watch();
		return this.idle.minutes;
	}

	set idleMinutes(minutes: number) {
		this.idle.set(minutes, this.ports.remembered());
		this.changed();
	}

	/** The shell calls this on every key and pointer. */
	touch(): void {
		this.idle.touch();
	}

	protected become(state: SessionState): void {
		this.#state = state;
		this.changed();
	}

	/** Needs an open vault and six digits; otherwise nothing is set. */
	setPin(pin: string): void {
		if (this.#open) this.pin.set(pin, this.#open.key);
		this.changed();
	}

	/**
	 * What waits here as a sealed file for somebody else to hand in; undefined with nothing waiting.
	 * The server opens it with the key in escrow, so without one there it would be of no use.
	 */
	async parcel(): Promise<Parcel | ParcelFault | undefined> {
		const open = this.#open;
		if (!open?.replica.pending(1).length) return undefined;
		await this.vault.keepUp();
		return this.vault.isEscrowed ? open.parcel() : 'parcel.no-key';
	}

	/** `beforeRounds`: asked before the first exchanges, until it says that it is settled. */
	protected async open(key: CryptoKey, beforeRounds?: () => Promise<boolean>): Promise<void> {
		this.#open ??= await this.#opened(key);
		if (beforeRounds) this.#open.sync.beforeRounds = beforeRounds;
		this.resume();
	}

	async #opened(key: CryptoKey): Promise<OpenVault> {
		const { db, account } = this.vault;
		if (!db || !account) throw new Error('no vault to open');
		const tabs = this.ports.tabs(db.name);
		const deviceName = this.ports.deviceName();
		const replica = await Replica.open({ db, key, account, tabs, deviceName });
		tabs.on('locked', () => void this.#leave());
		const ended = (outcome: Outcome) => this.ended(outcome);
		const { environment } = this.ports;
		return new OpenVault({ db, key, replica, wire: this.wire, environment, ended });
	}

	/** Shows what is in memory. */
	protected resume(): void {
		this.idle.ended = false;
		this.idle.start();
		this.become('open');
		this.#open?.exchange();
	}

	/** Waits for a lock under way. Whether memory is still here after it, and goes on. */
	protected async stays(): Promise<boolean> {
		await this.#leaving;
		return this.#open !== undefined;
	}

	/** Before the vault is opened for the first time only the disk knows. */
	protected async countDrafts(): Promise<void> {
		this.#drafts = await this.vault.draftsHere();
	}

	protected unavailable(error: unknown): SessionResult {
		// The name tells what the browser refused; the message could hold anything.
		console.error('vault unavailable', error instanceof Error ? error.name : 'unknown');
		this.become(this.known ? 'locked' : 'signed-out');
		return not('vault.unavailable');
	}

	/** Another tab signed out and took the vault with it. */
	protected gone(): SessionResult {
		this.pin.forget();
		this.become('signed-out');
		return not('vault.unavailable');
	}

	/** Forgets memory once the disk has it, and the key unless a PIN may bring it back. */
	lock(): void {
		void this.locked();
	}

	/** Whether nothing is open any more; false when memory could not be written anywhere and stays. */
	protected locked(): Promise<boolean> {
		this.#open?.replica.tabs.tell({ kind: 'locked' });
		return this.#leave();
	}

	/** Before the page reloads itself: whether everything only this device has is on its disk. */
	async secured(): Promise<boolean> {
		return this.#open?.replica.storage.secured(() => this.rewrite()) ?? true;
	}

	/**
	 * After the browser emptied its storage: everything in memory is written anew, sealed as before,
	 * and sent. A problem means that it is still in memory only.
	 */
	async rewrite(): Promise<Result<void>> {
		const { header } = this.vault;
		if (!this.#open || !header) return { ok: false, problem: { code: 'storage.lost' } };
		// It was no browser: a person signed out in another tab, or the device handed everything over.
		if (isErased(this.ports.remembered(), header)) {
			this.#forget();
			return { ok: true, value: undefined };
		}
		const { replica, carrier, sync } = this.#open;
		const rewritten = await replica.storage.rewrite(header, carrier.list);
		if (rewritten.ok) await this.vault.rewritten();
		sync.now();
		return rewritten;
	}

	#leave(): Promise<boolean> {
		this.#leaving ??= this.#left().finally(() => (this.#leaving = undefined));
		return this.#leaving;
	}

	/**
	 * The screen closes at once and memory goes when the disk is known to have what only this device
	 * has: a browser may have emptied it. What cannot be written anew stays until it can, or is unlocked.
	 */
	async #left(): Promise<boolean> {
		if (!this.#open) return true;
		this.idle.stop();
		const { drafts } = this.#open.replica;
		// Begins by reading what the open forms hold, so it comes before the screen closes.
		const secured = this.secured();
		this.become('locked');
		if (!(await secured)) {
			this.#open.later(() => this.#state === 'locked' && void this.#leave());
			return false;
		}
		this.#forget();
		await drafts.settled();
		this.#drafts = drafts.count;
		this.changed();
		return true;
	}

	/** Closes whatever waits: the person was asked. The vault that goes is written anew by no other tab. */
	protected close(): void {
		this.#open?.replica.tabs.tell({ kind: 'locked' });
		this.#forget();
	}

	#forget(): void {
		if (!this.#open) return;
		this.idle.stop();
		this.#open.close();
		this.#open = undefined;
		this.vault.forgetRaw();
		this.become('locked');
	}
}
