import { createSubscriber } from 'svelte/reactivity';
import type { Result } from '#domain/kernel/problem';
import type { RewriteBeside } from '#store/compaction';
import type { BranchStore, Carried, DraftRecord, PhotoRecord, VaultRecord } from '#store/db';

export interface StoragePorts {
	db: BranchStore;
	engine: {
		turn<T>(work: () => Promise<T>): Promise<T>;
		rewrite(beside: RewriteBeside): Promise<Result<void>>;
	};
	photos: { readonly unsent: readonly PhotoRecord[] };
	drafts: { sealed(): Promise<DraftRecord[]> };
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

	/**
	 * Writes everything anew under the same header: records, unsent changes, unsent photos, drafts,
	 * files on their way. A problem means that nothing was written; `storage.cleared` also where another
	 * vault was made in its place meanwhile, which is never touched.
	 */
	async rewrite(header: VaultRecord, carried: readonly Carried[]): Promise<Result<void>> {
		const { engine, photos, drafts } = this.#ports;
		const sealed = await drafts.sealed();
		const beside = { header, carried, photos: photos.unsent, drafts: sealed };
		return engine.turn(() => engine.rewrite(beside));
	}
}
