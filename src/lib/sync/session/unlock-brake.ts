import { waitAfter } from '#domain/account/unlock-wait';
import type { Result } from '#domain/kernel/problem';
import type { BranchStore, UnlockTries, VaultRecord } from '#store/disk/db';
import { durably } from '#store/disk/durable';
import { isSameVault } from '#store/vault/vault';
import type { Environment } from '#sync/loop/environment';

/** How often the rest of a wait is written down. */
const NOTE_MS = 5000;

/**
 * Slows guessing of the password on this device. The number of wrong tries and the rest of the wait
 * are in the vault’s header, so that neither a reload nor cleared notes end it. The wait passes only
 * while the app runs, by a clock that cannot be set: no date helps, and none locks for years.
 */
export class UnlockBrake {
	readonly #environment: Environment;
	#wrong = 0;
	/** Milliseconds of the wait that were left at `#since`. */
	#left = 0;
	#since = 0;
	#cancel: (() => void) | undefined;

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	/** Milliseconds until the next try. */
	get left(): number {
		return Math.max(0, this.#left - (this.#environment.ticks() - this.#since));
	}

	get wrong(): number {
		return this.#wrong;
	}

	/** What the header says; a wait this page already counts goes on. */
	take(tries: UnlockTries | undefined): void {
		const { wrong = 0, waitMs = 0 } = tries ?? {};
		if (wrong === this.#wrong) return;
		this.#begin(wrong, Math.min(waitMs, waitAfter(wrong) * 1000));
	}

	#begin(wrong: number, left: number): void {
		this.#wrong = wrong;
		this.#left = left;
		this.#since = this.#environment.ticks();
	}

	/**
	 * Counts a try before it is judged, so that killing the page does not undo it.
	 * `tried`: the header of the vault that is to be opened. false: the wait is not over.
	 */
	async count(db: BranchStore, tried: VaultRecord): Promise<boolean> {
		const counted = await durably(db, () =>
			db.transaction('rw', db.vault, async () => {
				const header = await db.vault.get('header');
				// Memory may still be opened where its vault is gone: this page alone counts.
				if (!header || !isSameVault(tried, header)) return true;
				this.take(header.tries);
				if (this.left > 0) return false;
				await db.vault.put({ ...header, tries: this.#next() });
				return true;
			})
		);
		// A full disk must not keep the right person out: then this page alone counts.
		if (this.left > 0 || (counted.ok && !counted.value)) return false;
		const { wrong, waitMs } = this.#next();
		this.#begin(wrong, waitMs);
		return true;
	}

	#next(): UnlockTries {
		const wrong = this.#wrong + 1;
		return { wrong, waitMs: waitAfter(wrong) * 1000 };
	}

	/** The password was right. */
	async release(db: BranchStore): Promise<Result<unknown>> {
		this.#cancel?.();
		this.#begin(0, 0);
		return this.#write(db, undefined);
	}

	/** Notes the rest now and then, so that a reload does not begin the wait anew. */
	watch(db: BranchStore): void {
		this.#cancel?.();
		if (this.#wrong === 0 || this.#left === 0) return;
		this.#cancel = this.#environment.after(Math.min(NOTE_MS, this.left + 1), () => {
			const waitMs = this.left;
			void this.#write(db, { wrong: this.#wrong, waitMs });
			if (waitMs > 0) this.watch(db);
		});
	}

	#write(db: BranchStore, tries: UnlockTries | undefined): Promise<Result<unknown>> {
		return durably(db, () =>
			db.transaction('rw', db.vault, async () => {
				const header = await db.vault.get('header');
				// Another tab may have counted a try meanwhile; only the rest of this very wait is noted.
				const isStale = tries && header?.tries?.wrong !== tries.wrong;
				if (!header || isStale) return;
				const { tries: _, ...rest } = header;
				await db.vault.put(tries ? { ...rest, tries } : rest);
			})
		);
	}
}
