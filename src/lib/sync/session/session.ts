import { Desk } from '#sync/session/desk';
import { depositKey, keyFromEscrow } from '#sync/session/escrow';
import type { Failure } from '#sync/loop/post';
import { renewSession } from '#sync/session/renew-session';
import { Revocation, type RevokedState } from '#sync/session/revocation';
import { browserPorts, type SessionPorts } from '#sync/session/session-ports';
import { fine, not, notSent, type SessionResult } from '#sync/session/session-problem';
import { signInAs } from '#sync/session/sign-in';
import type { Outcome } from '#sync/loop/sync-once';
import type { EnrolledDevice, SessionInfo } from '#sync/loop/wire';

export type { SessionState } from '#sync/session/desk';
export type { SessionProblem, SessionResult } from '#sync/session/session-problem';

/**
 * Who works on this device. Locking forgets keys and memory and keeps everything on the disk; only
 * `signOut` of a person who was asked ever deletes, and the server’s explicit word that the device
 * is revoked.
 */
export class Session extends Desk {
	readonly #revocation: Revocation;
	#mustChange = false;
	#reset: SessionInfo['reset'];

	constructor(ports: SessionPorts = browserPorts) {
		super(ports);
		this.#revocation = new Revocation(ports, this.wire, this.vault, () => this.changed());
	}

	/** How far this device has come since it was told that it is revoked. */
	get revoked(): RevokedState | undefined {
		this.watch();
		return this.#revocation.state;
	}

	/** The server answers nothing else before the first password is replaced. */
	get mustChange(): boolean {
		this.watch();
		return this.#mustChange;
	}

	/** A reset of the password nobody here has taken note of yet (R-ACC-04). */
	get reset(): SessionInfo['reset'] {
		this.watch();
		return this.#reset?.at === this.vault.resetSeen ? undefined : this.#reset;
	}

	async noteReset(): Promise<void> {
		if (this.#reset) await this.vault.noteReset(this.#reset.at);
		this.changed();
	}

	/** Looks for a vault; never throws. */
	async start(): Promise<void> {
		if (this.state !== 'starting') return;
		try {
			this.idle.recall(this.ports.remembered());
			await this.vault.findLast();
			await this.countDrafts();
			this.takeBrake();
		} catch (error) {
			// A browser that keeps nothing (private mode, storage off): signing in will say so.
			console.error('no vault found', error instanceof Error ? error.name : 'unknown');
		}
		this.become(this.known ? 'locked' : 'signed-out');
		if (this.vault.isRevoked) void this.#revocation.begin();
		this.ports.environment.on('online', () => void this.#askWhetherRevoked());
		void this.#askWhetherRevoked();
	}

	/** A locked device, or one whose session is over, learns it without anybody’s help (V-5). */
	async #askWhetherRevoked(): Promise<void> {
		const { account, isRevoked, secret } = this.vault;
		if (!account || isRevoked || !this.ports.environment.online()) return;
		const answer = await this.wire.deviceStatus(account.deviceId, secret);
		if (answer.kind !== 'ok') this.#heed(answer);
	}

	/** Only the explicit answer, and only about this very device, starts anything. */
	#heed(answer: Failure): void {
		if (answer.kind !== 'revoked' || answer.device !== this.vault.account?.deviceId) return;
		void this.#handOver();
	}

	/** Writers stop first, in every tab; then the vault goes the way of a revoked one. */
	async #handOver(password?: string): Promise<void> {
		const open = this.inMemory;
		const raw = this.vault.raw?.slice();
		this.pin.forget();
		// What is in memory only goes first; the server says it again at the next exchange.
		if (!(await this.locked())) return;
		await open?.drained();
		await this.#revocation.begin(raw, password);
		this.#mustChange = false;
		this.become(this.known ? 'locked' : 'signed-out');
	}

	/** Online. Opens the vault with the same password or the key in escrow, or makes one. */
	async signIn(account: string, password: string, deviceName?: string): Promise<SessionResult> {
		if (this.#revocation.state?.step === 'waiting') await this.#revocation.begin();
		// What waits here belongs to somebody; it goes before anybody else comes.
		if (this.#revocation.state?.step === 'waiting') return not('network.none');
		try {
			if (!(await this.stays())) await this.vault.refresh();
			else if (account !== this.vault.account?.account && !(await this.secured()))
				return not('storage.cleared');
			const asked = { account, password, deviceName };
			const { answer, device } = await signInAs(this.vault, this.wire, asked);
			if (answer.kind === 'revoked') await this.#signInRevoked(account, password);
			if (answer.kind === 'refused') return await this.#refused(answer, account, password);
			if (answer.kind !== 'ok') return notSent(answer);
			this.#revocation.acknowledge();
			return await this.#begin(answer.value, password, device);
		} catch (error) {
			return this.unavailable(error);
		}
	}

	/** To the password that opens the vault here, and to no other, it is said why it does not sign in. */
	async #refused(
		answer: Extract<Failure, { kind: 'refused' }>,
		account: string,
		password: string
	): Promise<SessionResult> {
		const { code, restored } = answer.problem;
		if (code !== 'session.refused' || !(await this.vault.fits(account, password))) {
			return notSent(answer);
		}
		if (restored === undefined) return not('password.elsewhere');
		return not('password.reverted', { since: restored });
	}

	async #begin(
		info: SessionInfo,
		password: string,
		device: EnrolledDevice
	): Promise<SessionResult> {
		this.#mustChange = info.mustChange;
		this.#reset = info.reset;
		const isOpen = this.inMemory?.replica.account.account === info.account;
		if (!isOpen) {
			if (!(await this.locked())) return not('storage.cleared');
			this.pin.forget();
		}
		const key =
			(await this.vault.openOrCreate(info, password, device, isOpen)) ??
			(await keyFromEscrow(this.vault, this.wire, password));
		void depositKey(this.vault, this.wire);
		// A lock may have forgotten memory meanwhile.
		if (isOpen && (await this.stays())) {
			this.resume();
			return fine;
		}
		if (!key) {
			this.become('locked');
			return not('vault.wrong-password');
		}
		await this.releaseBrake();
		await this.open(key);
		return fine;
	}

	/** The password was right and the device is not welcome: its vault is handed over. */
	async #signInRevoked(account: string, password: string): Promise<void> {
		if (!(await this.locked())) return;
		await this.vault.use(account);
		await this.vault.open(password);
		await this.#handOver(password);
	}

	/** Offline or not. Once open, an expired session is silently renewed with the typed password. */
	async unlock(password: string): Promise<SessionResult> {
		if (this.state === 'open') return fine;
		try {
			const isOpen = await this.stays();
			if (await this.#revocation.prove(password)) return not('device.revoked');
			if (!(await this.countTry())) return not('vault.wait', { seconds: this.unlockWait });
			const key = await this.vault.open(password, isOpen);
			if (key) await this.releaseBrake();
			this.changed();
			if (!key) return this.vault.account ? not('vault.wrong-password') : this.gone();
			if (this.vault.isRevoked) {
				await this.#handOver(password);
				return not('device.revoked');
			}
			await this.open(key, () => this.#renewed(password));
		} catch (error) {
			return this.unavailable(error);
		}
		return fine;
	}

	/** Six digits, while the page lives. */
	async unlockWithPin(pin: string): Promise<SessionResult> {
		if (this.state === 'open') return fine;
		const answer = this.pin.try(pin);
		if (!('key' in answer)) {
			this.changed();
			return answer.left > 0
				? not('vault.pin-wrong', { left: answer.left })
				: not('vault.pin-forgotten');
		}
		try {
			const before = this.vault.header?.id;
			if (!(await this.stays())) await this.vault.refresh();
			// The key in memory belongs to the vault of before, not to one made in its place.
			if (!this.vault.header || this.vault.header.id !== before) return this.gone();
			await this.open(answer.key);
		} catch (error) {
			return this.unavailable(error);
		}
		return fine;
	}

	protected ended(outcome: Outcome): void {
		this.idle.ended = outcome.kind === 'signed-out';
		if (outcome.kind === 'done') void this.carrier?.handInAll();
		if (outcome.kind === 'revoked') this.#heed(outcome);
		if (outcome.kind === 'signed-out') void this.#askWhetherRevoked();
		if (outcome.kind !== 'must-change') return;
		this.#mustChange = true;
		this.changed();
	}

	/**
	 * Whether it is known whose session the cookie is. One that ended, however long ago the device
	 * was unlocked without a network, is renewed with the password typed then.
	 */
	async #renewed(password: string): Promise<boolean> {
		if (!this.ports.environment.online()) return false;
		const answer = await renewSession(this.vault, this.wire, password);
		if (answer.kind === 'ok') {
			this.#mustChange = answer.value.mustChange;
			this.#reset = answer.value.reset;
			if (answer.value.escrowed === false) await this.vault.noteEscrow(false);
			await depositKey(this.vault, this.wire);
		} else this.#heed(answer);
		this.changed();
		return answer.kind === 'ok' || answer.kind === 'refused';
	}

	/** Online. The server first takes the new password, then the data key is wrapped anew. */
	async changePassword(current: string, next: string): Promise<SessionResult> {
		if (!this.vault.account) return not('vault.unavailable');
		const put = await this.vault.rewrap(current, next);
		if (!put) return not('vault.wrong-password');
		const answer = await this.wire.changePassword(current, next);
		if (answer.kind !== 'ok') return notSent(answer);
		const written = await put();
		this.#mustChange = false;
		this.sync?.now();
		this.changed();
		// The server’s password is the new one; the vault still opens with the old one.
		return written.ok ? fine : not('vault.unavailable');
	}

	/**
	 * `sent`: only with nothing unsent. `keep`: locks and leaves everything here. `discard`: the
	 * person typed how many changes and drafts are lost. Only then the database goes (V-4, V-7).
	 */
	async signOut(how: 'sent' | 'keep' | { discard: number }): Promise<SessionResult> {
		if (how === 'keep') {
			if (!(await this.locked())) return not('storage.cleared');
			this.pin.forget();
			await this.wire.signOut(false);
			return fine;
		}
		const replica = this.replica;
		if (!replica) return not('vault.unavailable');
		await replica.drafts.flush();
		const left = replica.storage.unsent;
		if (how === 'sent' && left > 0) return not('outbox.not-empty', { left });
		if (how !== 'sent' && how.discard !== left) return not('outbox.count-differs', { left });
		const open = this.inMemory;
		this.pin.forget();
		this.close();
		await open?.drained();
		await this.vault.erase();
		this.#mustChange = false;
		await this.wire.signOut(true);
		this.become('signed-out');
		return fine;
	}
}

/** The one session of this page. */
export const session = new Session();
