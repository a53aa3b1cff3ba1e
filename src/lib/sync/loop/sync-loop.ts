import { createSubscriber } from 'svelte/reactivity';
import type { Replica } from '#store/replica/replica';
import { becauseOf, nextDelay, WRITE_DEBOUNCE } from '#sync/loop/schedule';
import { browser, type Environment } from '#sync/loop/environment';
import { syncOnce, type Outcome } from '#sync/loop/sync-once';
import type { SyncState, SyncStatus } from '#sync/loop/sync-status';
import { Watchdog } from '#sync/loop/watchdog';
import type { Wire } from '#sync/loop/wire';

/** What one tab tells the others of its rounds. */
interface Shared {
	running: boolean;
	outcome: Outcome | undefined;
	/** Nothing is sent between these (Retry-After), in epoch milliseconds of this device. */
	waitFrom: number;
	notBefore: number;
	lastExchange: string | null;
	checked: string | null;
}

/** Journal entries worth folding: when idle, and at the latest. */
const FOLD_IDLE = 64;
const FOLD_LATEST = 400;

/** When the device talks to the server. One tab of the account does; the others show its state. */
export class SyncLoop {
	readonly #replica: Replica;
	readonly #wire: Wire;
	readonly #environment: Environment;
	readonly #stop = new AbortController();
	readonly #off: (() => void)[] = [];
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});
	#shared: Shared = {
		running: true,
		outcome: undefined,
		waitFrom: 0,
		notBefore: 0,
		lastExchange: null,
		checked: null
	};
	#leading = false;
	#failures = 0;
	#again = false;
	#lastSeq = -1;
	#round: Promise<void> | undefined;
	readonly #watchdog: Watchdog;
	#cancelTimer: (() => void) | undefined;
	#closeLive: (() => void) | undefined;
	/** Runs before each round until it says that it is settled, e.g. whose session the cookie is. */
	beforeRounds: (() => Promise<boolean>) | undefined;
	/** Told of every round’s end, e.g. that the server asks for a new password. */
	onOutcome: ((outcome: Outcome) => void) | undefined;

	constructor(replica: Replica, wire: Wire, environment: Environment = browser) {
		this.#replica = replica;
		this.#wire = wire;
		this.#environment = environment;
		this.#watchdog = new Watchdog(environment);
	}

	/** Begins; the first tab of the account leads, the others wait for its place. */
	start(): void {
		const { tabs, account } = this.#replica;
		this.#off.push(
			tabs.on('sync-status', ({ status }) => this.#hear(status as Shared)),
			tabs.on('sync-now', () => this.#leading && this.#run()),
			this.#replica.subscribe(() => this.#onStore())
		);
		tabs.tell({ kind: 'sync-now' });
		const name = `branchbook-sync-${account.account}`;
		void this.#environment.lead(name, this.#stop.signal, () => this.#lead());
	}

	get status(): SyncStatus {
		this.#watch();
		const { loaded, total, whole, ...progress } = this.#replica.progress;
		const lastExchange = this.#shared.lastExchange ?? progress.lastExchange;
		const checked = this.#shared.checked ?? progress.checked;
		const outbox = this.#replica.outbox();
		const refused = outbox.filter((one) => one.state === 'refused').length;
		const waiting = outbox.length - refused;
		const { attention } = this.#replica;
		const state = this.#state(attention, waiting);
		const seconds = Math.ceil(this.#waitLeft / 1000);
		const wait =
			state === 'wait' ? { seconds: Math.max(seconds, 1), ...becauseOf(this.#shared.outcome) } : {};
		const counts = { waiting, refused, attention };
		return { state, ...counts, ...wait, lastExchange, checked, loaded, total, whole };
	}

	#state(attention: number, waiting: number): SyncState {
		const { running, outcome } = this.#shared;
		if (this.#replica.storage.cleared) return 'cleared';
		if (!this.#environment.online()) return 'offline';
		if (running || !outcome) return 'busy';
		switch (outcome.kind) {
			case 'done':
				if (waiting > 0) return 'busy';
				return attention > 0 ? 'attention' : 'done';
			case 'none':
				return 'offline';
			case 'portal':
			case 'blocked':
			case 'outdated':
			case 'stuck':
			case 'signed-out':
				return outcome.kind;
			case 'must-change':
				return 'signed-out';
			case 'wait':
				return 'wait';
			default:
				return 'error';
		}
	}

	/** Milliseconds the server still asked to wait. A clock that was set back ends the wait (S-16). */
	get #waitLeft(): number {
		const { waitFrom, notBefore } = this.#shared;
		const now = this.#environment.now();
		return now < waitFrom ? 0 : Math.max(0, notBefore - now);
	}

	/** Asks for a round at once; a wait the server asked for is honoured all the same. */
	now(): void {
		if (this.#leading) this.#run();
		else this.#replica.tabs.tell({ kind: 'sync-now' });
	}

	stop(): void {
		this.#stop.abort();
		this.#cancelTimer?.();
		this.#watchdog.rest();
		this.#closeLive?.();
		for (const off of this.#off.splice(0)) off();
		this.#listeners.clear();
	}

	/** Resolves when no round is under way. */
	async settled(): Promise<void> {
		while (this.#round) await this.#round;
	}

	/** Holds the lead until stopped. */
	#lead(): Promise<void> {
		return new Promise((release) => {
			if (this.#stop.signal.aborted) return release();
			this.#stop.signal.addEventListener('abort', () => release(), { once: true });
			this.#leading = true;
			this.#off.push(
				this.#environment.on('online', () => this.#onOnline()),
				this.#environment.on('offline', () => this.#tell()),
				this.#environment.on('visible', () => this.#run())
			);
			this.#run();
		});
	}

	#hear(status: Shared): void {
		if (this.#leading) return;
		this.#shared = status;
		this.#notify();
	}

	#notify(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	#tell(change: Partial<Shared> = {}): void {
		this.#shared = { ...this.#shared, ...change };
		this.#replica.tabs.tell({ kind: 'sync-status', status: this.#shared });
		this.#notify();
	}

	#onOnline(): void {
		this.#failures = 0;
		this.#run();
	}

	/** A change was made here or in another tab: send it soon. */
	#onStore(): void {
		this.#watchdog.sign();
		const newest = this.#replica.outbox().at(-1)?.seq ?? -1;
		const isNew = newest > this.#lastSeq;
		this.#lastSeq = Math.max(newest, this.#lastSeq);
		if (!this.#leading || this.#round) return;
		if (this.#replica.journalLength >= FOLD_LATEST) void this.#replica.fold();
		if (isNew) this.#schedule(WRITE_DEBOUNCE);
	}

	#schedule(ms: number | undefined): void {
		this.#cancelTimer?.();
		this.#cancelTimer = undefined;
		if (ms === undefined || this.#stop.signal.aborted) return;
		const wait = Math.max(ms, this.#waitLeft);
		this.#cancelTimer = this.#environment.after(wait, () => this.#run());
	}

	#run(): void {
		if (this.#stop.signal.aborted) return;
		if (this.#round) {
			this.#again = true;
			return;
		}
		if (this.#waitLeft > 0) {
			this.#tell();
			return this.#schedule(0);
		}
		this.#cancelTimer?.();
		this.#tell({ running: true });
		const silence = Promise.withResolvers<Outcome>();
		this.#watchdog.watch(() => silence.resolve({ kind: 'stuck' }));
		this.#round = this.#roundOnce(silence.promise).finally(() => {
			this.#round = undefined;
			if (this.#again) {
				this.#again = false;
				this.#run();
			}
		});
	}

	/** What hangs is left to itself: its changes keep their ids, so doing it again is harmless (S-2). */
	async #roundOnce(silence: Promise<Outcome>): Promise<void> {
		const outcome = await Promise.race([this.#outcome(), silence]);
		this.#watchdog.rest();
		if (this.#stop.signal.aborted) return;
		this.#failures = outcome.kind === 'done' ? 0 : this.#failures + 1;
		const wait = outcome.kind === 'wait' ? outcome.seconds * 1000 : 0;
		const { lastExchange, checked } = this.#replica.progress;
		const waitFrom = this.#environment.now();
		const notBefore = wait && waitFrom + wait;
		this.#tell({ running: false, outcome, waitFrom, notBefore, lastExchange, checked });
		this.onOutcome?.(outcome);
		if (outcome.kind === 'done') {
			this.#openLive();
			const { journalLength, mustFold } = this.#replica;
			if (journalLength >= FOLD_IDLE || mustFold) await this.#replica.fold();
		}
		const live = this.#closeLive !== undefined;
		const delay = nextDelay(outcome, this.#failures, live, () => this.#environment.random());
		this.#schedule(delay);
	}

	async #outcome(): Promise<Outcome> {
		try {
			if (await this.beforeRounds?.()) this.beforeRounds = undefined;
			return await syncOnce(this.#replica, this.#wire, this.#stop.signal);
		} catch (error) {
			// A defect must not stop the loop for good; it shows as an error and is tried again.
			console.error('sync round failed', error instanceof Error ? error.name : 'unknown');
			return { kind: 'error' };
		}
	}

	#openLive(): void {
		if (this.#closeLive || this.#stop.signal.aborted) return;
		this.#closeLive = this.#environment.live(
			(clock) => {
				if (clock > this.#replica.progress.cursor) this.#run();
			},
			() => {
				this.#closeLive = undefined;
			}
		);
	}
}
