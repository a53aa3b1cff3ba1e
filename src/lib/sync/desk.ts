import type { Parcel, ParcelFault } from '#domain/account/parcel';
import type { Result } from '#domain/kernel/problem';
import { localIso } from '#store/local-time';
import { sealParcel } from '#store/parcel';
import { Pin } from '#store/pin';
import { Replica } from '#store/replica';
import { Carrier } from '#sync/carrier';
import { DeviceVault } from '#sync/device-vault';
import { Idle } from '#sync/idle';
import { PhotoQueue } from '#sync/photo-queue';
import type { SessionPorts } from '#sync/session-ports';
import { not, type SessionResult } from '#sync/session-problem';
import { SyncLoop } from '#sync/sync-loop';
import { UnlockBrake } from '#sync/unlock-brake';
import type { Outcome } from '#sync/sync-once';
import { Watched } from '#sync/watched';
import { Wire } from '#sync/wire';

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
	#key: CryptoKey | undefined;
	#replica: Replica | undefined;
	#sync: SyncLoop | undefined;
	#photos: PhotoQueue | undefined;
	#carrier: Carrier | undefined;
	/** Drafts on the disk while the vault is closed (V-7): a number and nothing else. */
	#drafts = 0;
	/** What was being written when the vault was locked last. */
	#locking: Promise<void> = Promise.resolve();

	constructor(ports: SessionPorts) {
		super();
		this.ports = ports;
		this.wire = new Wire(ports.fetch);
		this.vault = new DeviceVault(ports);
		this.#brake = new UnlockBrake(ports.world);
		this.idle = new Idle(
			() => ports.world.now(),
			// Only this tab: in another one he may be at work.
			() => void this.#leave()
		);
	}

	/** Told of the end of every round of exchange. */
	protected abstract ended(outcome: Outcome): void;

	get state(): SessionState {
		this.watch();
		return this.#state;
	}

	get replica(): Replica | undefined {
		this.watch();
		return this.#replica;
	}

	get sync(): SyncLoop | undefined {
		this.watch();
		return this.#sync;
	}

	/** The bytes of photos, on their own way behind the records. */
	get photos(): PhotoQueue | undefined {
		this.watch();
		return this.#photos;
	}

	/** Files of other devices that are handed in from here. */
	get carrier(): Carrier | undefined {
		this.watch();
		return this.#carrier;
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
		const { db } = this.vault;
		if (!db || !this.vault.header) return true;
		const may = await this.#brake.count(db);
		this.#brake.watch(db);
		return may;
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
		if (this.#key) this.pin.set(pin, this.#key);
		this.changed();
	}

	/**
	 * What waits here as a sealed file for somebody else to hand in; undefined with nothing waiting.
	 * The server opens it with the key in escrow, so without one there it would be of no use.
	 */
	async parcel(): Promise<Parcel | ParcelFault | undefined> {
		const replica = this.#replica;
		const key = this.#key;
		const changes = replica?.pending(Number.POSITIVE_INFINITY) ?? [];
		if (!replica || !key || changes.length === 0) return undefined;
		await this.vault.keepUp();
		if (!this.vault.isEscrowed) return 'parcel.no-key';
		const made = localIso(new Date(this.ports.world.now()));
		return sealParcel(changes, { key, account: replica.account, made });
	}

	protected async open(key: CryptoKey): Promise<void> {
		const { db, account } = this.vault;
		if (!db || !account) throw new Error('no vault to open');
		const tabs = this.ports.tabs(db.name);
		const deviceName = this.ports.deviceName();
		await this.#locking;
		const replica = await Replica.open({ db, key, account, tabs, deviceName });
		tabs.on('locked', () => void this.#leave());
		this.#key = key;
		this.#replica = replica;
		this.#sync = new SyncLoop(replica, this.wire, this.ports.world);
		const now = () => new Date(this.ports.world.now());
		this.#carrier = new Carrier({ db, wire: this.wire, now });
		const photos = new PhotoQueue(replica, this.wire, this.ports.world);
		this.#photos = photos;
		this.#sync.onOutcome = (outcome) => {
			if (outcome.kind === 'done') photos.wake();
			this.ended(outcome);
		};
		this.idle.ended = false;
		this.idle.start();
		this.become('open');
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

	/** Forgets memory, and the key unless a PIN may bring it back; nothing leaves the disk. */
	lock(): void {
		void this.locked();
	}

	/** Resolves once nothing is open here, or what is open could not be written anywhere else. */
	protected locked(): Promise<void> {
		this.#replica?.tabs.tell({ kind: 'locked' });
		return this.#leave();
	}

	/**
	 * After the browser emptied its storage: everything in memory is written anew, sealed as before,
	 * and sent. A problem means that it is still in memory only.
	 */
	async rewrite(): Promise<Result<void>> {
		const { header } = this.vault;
		if (!this.#replica || !header) return { ok: false, problem: { code: 'storage.lost' } };
		const rewritten = await this.#replica.storage.rewrite(header, this.#carrier?.list ?? []);
		if (rewritten.ok) this.vault.remember();
		this.#sync?.now();
		return rewritten;
	}

	/** Unsent changes that are on no disk are written before memory is forgotten, or it stays. */
	async #leave(): Promise<void> {
		const replica = this.#replica;
		const isOnlyHere = replica?.storage.cleared && replica.outbox().length > 0;
		if (isOnlyHere && !(await this.rewrite()).ok) return;
		this.#lockHere();
	}

	/** Closes in every tab whatever waits: the person was asked. */
	protected close(): void {
		this.#replica?.tabs.tell({ kind: 'locked' });
		this.#lockHere();
	}

	#lockHere(): void {
		if (!this.#replica) return;
		this.idle.stop();
		this.#sync?.stop();
		this.#photos?.stop();
		this.#carrier?.close();
		this.#replica.close();
		const { drafts } = this.#replica;
		this.#locking = drafts.settled().then(() => {
			this.#drafts = drafts.count;
			this.changed();
		});
		this.#sync = undefined;
		this.#carrier = undefined;
		this.#photos = undefined;
		this.#replica = undefined;
		this.#key = undefined;
		this.vault.forgetRaw();
		this.become('locked');
	}
}
