import type { Draft } from '#domain/drafts/draft';
import type { Result } from '#domain/kernel/problem';
import type { BranchStore, DraftFileRecord, DraftRecord, Sealed } from '#store/db';
import { durably } from '#store/durable';
import { seal, sealJson, unseal, unsealJson } from '#store/seal';

/** A draft as memory holds it. */
export interface HeldDraft extends Draft {
	id: string;
	/** Differs after every write. */
	mark: string;
}

/** The nonce of a seal is fresh, so it tells two versions of a record apart. */
export function markOf(sealed: Sealed): string {
	return sealed.subarray(0, 12).join();
}

/** Drafts to write and to delete; both happen in one transaction, or neither. */
export interface DraftMove {
	put: readonly DraftRecord[];
	gone: readonly string[];
	files?: readonly DraftFileRecord[];
}

/** Part of a transaction over `draft` and `draftFile`. */
export async function moveDrafts(db: BranchStore, move: DraftMove): Promise<void> {
	const { put, gone, files = [] } = move;
	if (gone.length > 0) {
		await db.draft.bulkDelete([...gone]);
		await db.draftFile.bulkDelete([...gone]);
	}
	if (put.length > 0) await db.draft.bulkPut([...put]);
	if (files.length > 0) await db.draftFile.bulkPut([...files]);
}

/** The sealed drafts of one account. Everything is sealed before a transaction opens. */
export class DraftDisk {
	readonly #db: BranchStore;
	readonly #key: CryptoKey;
	readonly #account: string;

	constructor(db: BranchStore, key: CryptoKey, account: string) {
		this.#db = db;
		this.#key = key;
		this.#account = account;
	}

	readAll(): Promise<Result<DraftRecord[]>> {
		return durably(this.#db, () => this.#db.draft.toArray());
	}

	// The seal vouches for the shape: only this app holds the key.
	async open({ id, sealed }: DraftRecord): Promise<Draft | undefined> {
		const place = { account: this.#account, table: 'draft', id } as const;
		return (await unsealJson(this.#key, place, sealed)) as Draft | undefined;
	}

	async seal(id: string, draft: Draft): Promise<DraftRecord> {
		const place = { account: this.#account, table: 'draft', id } as const;
		return { id, sealed: await sealJson(this.#key, place, draft) };
	}

	async sealFile(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<DraftFileRecord> {
		const place = { account: this.#account, table: 'draft-file', id } as const;
		return { id, sealed: await seal(this.#key, place, bytes) };
	}

	/** The file kept with a draft; undefined without one, or when it cannot be opened. */
	async file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const read = await durably(this.#db, () => this.#db.draftFile.get(id));
		if (!read.ok || !read.value) return undefined;
		const place = { account: this.#account, table: 'draft-file', id } as const;
		return unseal(this.#key, place, read.value.sealed);
	}

	write(move: DraftMove): Promise<Result<void>> {
		const { draft, draftFile } = this.#db;
		return durably(this.#db, () =>
			this.#db.transaction('rw', draft, draftFile, () => moveDrafts(this.#db, move))
		);
	}
}
