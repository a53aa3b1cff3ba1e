import { createSubscriber } from 'svelte/reactivity';
import { Pin } from '#store/pin';
import { Replica } from '#store/replica';
import { DeviceVault } from '#sync/device-vault';
import { Idle } from '#sync/idle';
import { browserPorts, type SessionPorts } from '#sync/session-ports';
import { fine, not, notSent, type SessionResult } from '#sync/session-problem';
import { SyncLoop } from '#sync/sync-loop';
import { Wire } from '#sync/wire';

export type { SessionProblem, SessionResult } from '#sync/session-problem';

export type SessionState = 'starting' | 'signed-out' | 'locked' | 'open';

/**
 * Who works on this device, and whether his vault is open. Locking forgets keys and memory and
 * keeps everything on the disk; only `signOut` of a person who was asked ever deletes.
 */
export class Session {
	readonly #ports: SessionPorts;
	readonly #wire: Wire;
	readonly #vault: DeviceVault;
	readonly #pin = new Pin();
	readonly #idle: Idle;
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});
	#state: SessionState = 'starting';
	#mustChange = false;
	#key: CryptoKey | undefined;
	#replica: Replica | undefined;
	#sync: SyncLoop | undefined;

	constructor(ports: SessionPorts = browserPorts) {
		this.#ports = ports;
		this.#wire = new Wire(ports.fetch);
		this.#vault = new DeviceVault(ports);
		this.#idle = new Idle(
			() => ports.world.now(),
			// Only this tab: in another one he may be at work.
			() => this.#lockHere()
		);
	}

	get state(): SessionState {
		this.#watch();
		return this.#state;
	}

	get replica(): Replica | undefined {
		this.#watch();
		return this.#replica;
	}

	get sync(): SyncLoop | undefined {
		this.#watch();
		return this.#sync;
	}

	/** The vault on this device, open or not. */
	get known(): { account: string; orgName: string } | undefined {
		this.#watch();
		const account = this.#vault.account;
		return account && { account: account.account, orgName: account.orgName };
	}

	get pinSet(): boolean {
		this.#watch();
		return this.#pin.isSet;
	}

	/** The server answers nothing else before the first password is replaced. */
	get mustChange(): boolean {
		this.#watch();
		return this.#mustChange;
	}

	/** Minutes without a touch after which the vault locks; 0 never. */
	get idleMinutes(): number {
		this.#watch();
		return this.#idle.minutes;
	}

	set idleMinutes(minutes: number) {
		this.#idle.set(minutes, this.#ports.remembered());
		this.#changed();
	}

	/** The shell calls this on every key and pointer. */
	touch(): void {
		this.#idle.touch();
	}

	#changed(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	#become(state: SessionState): void {
		this.#state = state;
		this.#changed();
	}

	/** Looks for a vault; never throws. */
	async start(): Promise<void> {
		if (this.#state !== 'starting') return;
		try {
			this.#idle.recall(this.#ports.remembered());
			await this.#vault.findLast();
		} catch (error) {
			// A browser that keeps nothing (private mode, storage off): signing in will say so.
			console.error('no vault found', error instanceof Error ? error.name : 'unknown');
		}
		this.#become(this.#vault.account ? 'locked' : 'signed-out');
	}

	/** Online. Opens the vault with the same password, or makes one. */
	async signIn(account: string, password: string): Promise<SessionResult> {
		const answer = await this.#wire.signIn({ account, password, device: this.#vault.device });
		if (answer.kind !== 'ok') return notSent(answer);
		const info = answer.value;
		this.#mustChange = info.mustChange;
		if (this.#replica?.account.account === info.account) {
			this.#sync?.now();
			this.#changed();
			return fine;
		}
		this.lock();
		this.#pin.forget();
		try {
			const key = await this.#vault.openOrCreate(info, password);
			if (!key) {
				this.#become('locked');
				return not('vault.wrong-password');
			}
			await this.#open(key);
			this.#sync?.start();
			return fine;
		} catch (error) {
			return this.#unavailable(error);
		}
	}

	#unavailable(error: unknown): SessionResult {
		// The name tells what the browser refused; the message could hold anything.
		console.error('vault unavailable', error instanceof Error ? error.name : 'unknown');
		this.#become(this.#vault.account ? 'locked' : 'signed-out');
		return not('vault.unavailable');
	}

	/** Another tab signed out and took the vault with it. */
	#gone(): SessionResult {
		this.#pin.forget();
		this.#become('signed-out');
		return not('vault.unavailable');
	}

	/** Offline or not. Once open, an expired session is silently renewed with the typed password. */
	async unlock(password: string): Promise<SessionResult> {
		if (this.#state === 'open') return fine;
		try {
			const key = await this.#vault.open(password);
			if (!key) return this.#vault.account ? not('vault.wrong-password') : this.#gone();
			await this.#open(key);
		} catch (error) {
			return this.#unavailable(error);
		}
		if (this.#sync) this.#sync.beforeRounds = () => this.#renewed(password);
		this.#sync?.start();
		return fine;
	}

	/** Six digits, while the page lives. */
	async unlockWithPin(pin: string): Promise<SessionResult> {
		if (this.#state === 'open') return fine;
		const answer = this.#pin.try(pin);
		if (!('key' in answer)) {
			this.#changed();
			return answer.left > 0
				? not('vault.pin-wrong', { left: answer.left })
				: not('vault.pin-forgotten');
		}
		try {
			await this.#vault.refresh();
			if (!this.#vault.account) return this.#gone();
			await this.#open(answer.key);
		} catch (error) {
			return this.#unavailable(error);
		}
		this.#sync?.start();
		return fine;
	}

	/** Needs an open vault and six digits; otherwise nothing is set. */
	setPin(pin: string): void {
		if (this.#key) this.#pin.set(pin, this.#key);
		this.#changed();
	}

	async #open(key: CryptoKey): Promise<void> {
		const { db, account, device } = this.#vault;
		if (!db || !account) throw new Error('no vault to open');
		const tabs = this.#ports.tabs(db.name);
		const replica = await Replica.open({ db, key, account, tabs, deviceName: device.name });
		tabs.on('locked', () => this.#lockHere());
		this.#key = key;
		this.#replica = replica;
		this.#sync = new SyncLoop(replica, this.#wire, this.#ports.world);
		this.#sync.onOutcome = ({ kind }) => {
			if (kind !== 'must-change') return;
			this.#mustChange = true;
			this.#changed();
		};
		this.#idle.start();
		this.#become('open');
	}

	/**
	 * Whether it is known whose session the cookie is. One that ended, however long ago the device
	 * was unlocked without a network, is renewed with the password typed then.
	 */
	async #renewed(password: string): Promise<boolean> {
		const account = this.#vault.account?.account;
		if (!account || !this.#ports.world.online()) return false;
		let answer = await this.#wire.session();
		const isOther = answer.kind === 'ok' && answer.value.account !== account;
		if (answer.kind === 'signed-out' || isOther) {
			answer = await this.#wire.signIn({ account, password, device: this.#vault.device });
		}
		if (answer.kind === 'ok') this.#mustChange = answer.value.mustChange;
		this.#changed();
		return answer.kind === 'ok' || answer.kind === 'refused';
	}

	/** Online. The server first takes the new password, then the data key is wrapped anew. */
	async changePassword(current: string, next: string): Promise<SessionResult> {
		if (!this.#vault.account) return not('vault.unavailable');
		const put = await this.#vault.rewrap(current, next);
		if (!put) return not('vault.wrong-password');
		const answer = await this.#wire.changePassword(current, next);
		if (answer.kind !== 'ok') return notSent(answer);
		const written = await put();
		this.#mustChange = false;
		this.#sync?.now();
		this.#changed();
		// The server’s password is the new one; the vault still opens with the old one.
		return written.ok ? fine : not('vault.unavailable');
	}

	/** Forgets memory, and the key unless a PIN may bring it back; nothing leaves the disk. */
	lock(): void {
		this.#replica?.tabs.tell({ kind: 'locked' });
		this.#lockHere();
	}

	#lockHere(): void {
		if (!this.#replica) return;
		this.#idle.stop();
		this.#sync?.stop();
		this.#replica.close();
		this.#sync = undefined;
		this.#replica = undefined;
		this.#key = undefined;
		this.#become('locked');
	}

	/**
	 * `sent`: only with nothing unsent. `keep`: locks and leaves everything here. `discard`: the
	 * person typed how many changes are lost. Only then the database goes (V-4).
	 */
	async signOut(how: 'sent' | 'keep' | { discard: number }): Promise<SessionResult> {
		if (how === 'keep') {
			this.#pin.forget();
			this.lock();
			await this.#wire.signOut();
			return fine;
		}
		const replica = this.#replica;
		if (!replica) return not('vault.unavailable');
		const left = replica.outbox().length;
		if (how === 'sent' && left > 0) return not('outbox.not-empty', { left });
		if (how !== 'sent' && how.discard !== left) return not('outbox.count-differs', { left });
		const sync = this.#sync;
		this.#pin.forget();
		this.lock();
		await sync?.settled();
		await replica.settled();
		await this.#vault.erase();
		this.#mustChange = false;
		await this.#wire.signOut();
		this.#become('signed-out');
		return fine;
	}
}

/** The one session of this page. */
export const session = new Session();
