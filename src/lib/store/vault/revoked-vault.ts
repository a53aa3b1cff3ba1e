import type { RescueEntry } from '#domain/account/rescue';
import type { Result } from '#domain/kernel/problem';
import { toBase64 } from '#store/disk/base64';
import type { BranchStore, Sealed, VaultRecord } from '#store/disk/db';
import { durably } from '#store/disk/durable';

/**
 * The device was revoked: the records and cached photos go at once. The journal stays, because the unsent changes lie
 * in it; with the data key in escrow the wrapped key goes too, and nobody here can read it any more.
 */
export async function cutOff(db: BranchStore, header: VaultRecord): Promise<Result<VaultRecord>> {
	const none = new Uint8Array(0);
	const keyless = header.escrowed ? { salt: none, wrapped: none } : {};
	const cut: VaultRecord = { ...header, ...keyless, revoked: true };
	const written = await durably(db, () =>
		db.transaction('rw', db.vault, db.pack, db.meta, db.photo, async () => {
			await db.pack.clear();
			await db.meta.clear();
			await db.photo.where('sentTo').above('').delete();
			await db.vault.put(cut);
		})
	);
	return written.ok ? { ok: true, value: cut } : written;
}

/** What has to be handed over, as it lies. */
export interface Remains {
	entries: RescueEntry[];
	drafts?: RescueEntry[];
	photos?: RescueEntry[];
	last: boolean;
}

/**
 * The journal in order, then what was typed and not saved, then the photos whose bytes were not
 * sent, in pieces of about so many bytes: the changes that name photos arrive before them.
 */
export async function* sealedRemains(
	db: BranchStore,
	pieceBytes: number,
	pieceEntries: number
): AsyncGenerator<Remains> {
	const limit = { bytes: pieceBytes, entries: pieceEntries };
	const photoIds = await db.photo.where('sentTo').equals('').primaryKeys();
	const seqs = await db.journal.orderBy('seq').primaryKeys();
	const draftIds = await db.draft.toCollection().primaryKeys();
	const hasPhotos = photoIds.length > 0;
	const hasDrafts = draftIds.length > 0;
	for await (const { piece, last } of pieces(seqs, (seq) => db.journal.get(seq), limit)) {
		yield { entries: piece, last: last && !hasDrafts && !hasPhotos };
	}
	if (hasDrafts) {
		for await (const { piece, last } of pieces(draftIds, (id) => db.draft.get(id), limit)) {
			yield { entries: [], drafts: piece, last: last && !hasPhotos };
		}
	}
	if (!hasPhotos) return;
	for await (const { piece, last } of pieces(photoIds, (id) => db.photo.get(id), limit)) {
		yield { entries: [], photos: piece, last };
	}
}

async function* pieces<Id>(
	ids: readonly Id[],
	get: (id: Id) => PromiseLike<{ id: string; sealed: Sealed } | undefined>,
	limit: { bytes: number; entries: number }
): AsyncGenerator<{ piece: RescueEntry[]; last: boolean }> {
	let piece: RescueEntry[] = [];
	let bytes = 0;
	for (const id of ids) {
		const record = await get(id);
		if (!record) continue;
		const entry = { id: record.id, sealed: toBase64(record.sealed) };
		const isFull = bytes + entry.sealed.length > limit.bytes || piece.length >= limit.entries;
		if (piece.length > 0 && isFull) {
			yield { piece, last: false };
			piece = [];
			bytes = 0;
		}
		piece.push(entry);
		bytes += entry.sealed.length;
	}
	yield { piece, last: true };
}
