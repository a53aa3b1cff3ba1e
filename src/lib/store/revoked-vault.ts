import type { RescueEntry } from '#domain/account/rescue';
import type { Result } from '#domain/kernel/problem';
import { toBase64 } from '#store/base64';
import type { BranchStore, VaultRecord } from '#store/db';
import { durably } from '#store/durable';

/**
 * The device was revoked: the records go at once. The journal stays, because the unsent changes lie
 * in it; with the data key in escrow the wrapped key goes too, and nobody here can read it any more.
 */
export async function cutOff(db: BranchStore, header: VaultRecord): Promise<Result<VaultRecord>> {
	const none = new Uint8Array(0);
	const keyless = header.escrowed ? { salt: none, wrapped: none } : {};
	const cut: VaultRecord = { ...header, ...keyless, revoked: true };
	const written = await durably(db, () =>
		db.transaction('rw', db.vault, db.pack, db.meta, async () => {
			await db.pack.clear();
			await db.meta.clear();
			await db.vault.put(cut);
		})
	);
	return written.ok ? { ok: true, value: cut } : written;
}

/** The journal as it lies, in order, in pieces of about so many bytes. */
export async function* sealedJournal(
	db: BranchStore,
	pieceBytes: number,
	pieceEntries: number
): AsyncGenerator<{ entries: RescueEntry[]; last: boolean }> {
	const seqs = await db.journal.orderBy('seq').primaryKeys();
	let entries: RescueEntry[] = [];
	let bytes = 0;
	for (const seq of seqs) {
		const record = await db.journal.get(seq);
		if (!record) continue;
		const entry = { id: record.id, sealed: toBase64(record.sealed) };
		if (
			entries.length > 0 &&
			(bytes + entry.sealed.length > pieceBytes || entries.length >= pieceEntries)
		) {
			yield { entries, last: false };
			entries = [];
			bytes = 0;
		}
		entries.push(entry);
		bytes += entry.sealed.length;
	}
	yield { entries, last: true };
}
