import { createSubscriber } from 'svelte/reactivity';
import type { Result } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { RewriteBeside } from '#store/replica/compaction';
import type { BranchStore, Carried, DraftRecord, PhotoRecord, VaultRecord } from '#store/disk/db';
import type { Beside } from '#store/disk/disk';

export interface StoragePorts {
	db: BranchStore;
	engine: {
		turn<T>(work: () => Promise<T>): Promise<T>;
		follow(): Promise<Result<void>>;
		rewrite(beside: RewriteBeside): Promise<Result<void>>;
	};
	replica: {
		readonly photos: {
			readonly unsent: readonly PhotoRecord[];
			readonly alone: number;
			unsentOf(changes: readonly Change[]): readonly PhotoRecord[];
		};
		readonly drafts: {
			readonly count: number;
			readonly unwritten: number;
			flush(): Promise<void>;
			sealed(): Promise<DraftRecord[]>;
			rejoin(): Promise<unknown>;
		};
		outbox(): readonly unknown[];
	};
}

/** Whether what memory holds is on the disk too, and the way to put it there again (V-6). */
export class StorageState {
	readonly #ports: StoragePorts;
	readonly #watch: () => void;

	constructor(ports: StoragePorts) {
		this.#ports = ports;
		this.#watch = createSubscriber((update) => ports.db.presence.subscribe(update));
	}

	/** The browser emptied the storage under the open page. Everything is in memory, nothing on the disk. */
	get cleared(): boolean {
		this.#watch();
		return this.#ports.db.presence.cleared;
	}

	/** How many changes, photos and drafts are on this device only. */
	get unsent(): number {
		const { replica } = this.#ports;
		return replica.outbox().length + replica.photos.alone + replica.drafts.count;
	}

	/** How many of these no disk has. */
	get unwritten(): number {
		return this.cleared ? this.unsent : this.#ports.replica.drafts.unwritten;
	}

	/**
	 * Reads the vault’s header, so that an emptied storage is noticed before a write meets it. Where
	 * another tab has written it anew, what only this one holds joins it.
	 */
	look(): Promise<Result<void>> {
		const { engine } = this.#ports;
		return engine.turn(() => engine.follow());
	}

	/**
	 * The disk was written anew, maybe by a tab that did not know what only this one holds: these
	 * changes, their photos, and drafts.
	 */
	rejoin(changes: readonly Change[]): Beside {
		const { drafts, photos } = this.#ports.replica;
		void drafts.rejoin();
		return { photos: photos.unsentOf(changes) };
	}

	/**
	 * Asked before memory is forgotten. Where the storage was emptied, `anew` writes everything first.
	 * false: memory holds something unsent that could not be written, so it must stay.
	 */
	async secured(anew: () => Promise<Result<void>>): Promise<boolean> {
		const { drafts } = this.#ports.replica;
		await drafts.flush();
		const isHere = (await this.look()).ok || (await anew()).ok;
		// Again: before that it may have been in memory only.
		if (isHere) await drafts.flush();
		return (isHere && drafts.unwritten === 0) || this.unsent === 0;
	}

	/**
	 * Writes everything anew under the same header: records, unsent changes, unsent photos, drafts,
	 * files on their way. A problem means that nothing was written; `storage.cleared` also where another
	 * vault was made in its place meanwhile, which is never touched.
	 */
	async rewrite(former: VaultRecord, carried: readonly Carried[]): Promise<Result<void>> {
		const { engine, replica } = this.#ports;
		const header = { ...former, rewritten: crypto.randomUUID() };
		const drafts = await replica.drafts.sealed();
		const beside = { header, carried, photos: replica.photos.unsent, drafts };
		return engine.turn(() => engine.rewrite(beside));
	}
}
