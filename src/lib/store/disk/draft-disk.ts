import type { Draft } from '#domain/drafts/draft';
import type { Result } from '#domain/kernel/problem';
import type { BranchStore, DraftFileRecord, DraftRecord } from '#store/disk/db';
import { durably } from '#store/disk/durable';
import { seal, sealJson, unseal, unsealJson } from '#store/disk/seal';

/** A draft as memory holds it. */
export interface HeldDraft extends Draft {
	/** Of this version of it: the next write has another. */
	id: string;
}

/** Drafts to write and to delete, and their files; all in one transaction, or nothing. */
export interface DraftMove {
	put: readonly DraftRecord[];
	/** Ids of drafts and of files: all of them are random. */
	gone: readonly string[];
	file?: DraftFileRecord | undefined;
}

/** Part of a transaction over `draft` and `draftFile`. */
export async function moveDrafts(db: BranchStore, move: DraftMove): Promise<void> {
	const { put, gone, file } = move;
	if (gone.length > 0) await db.draft.bulkDelete([...gone]);
	if (gone.length > 0) await db.draftFile.bulkDelete([...gone]);
	if (put.length > 0) await db.draft.bulkPut([...put]);
	if (file) await db.draftFile.put(file);
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

	/** Every draft, and by which rewriting of the database they came there. */
	readAll(): Promise<Result<{ records: DraftRecord[]; rewritten: string }>> {
		const db = this.#db;
		return durably(db, () =>
			db.read(['draft'], async () => {
				const { rewritten = '' } = (await db.vault.get('header')) ?? {};
				return { records: await db.draft.toArray(), rewritten };
			})
		);
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
