import type { VaultRecord } from '#store/disk/db';
import type { Remembered } from '#sync/session/session-ports';

/** Ids of the vaults that were erased here last, the latest first: random, and they name nobody. */
const ERASED = 'branchbook.erased';
/** More than the accounts of one device. */
const KEPT = 20;

function erasedIds(remembered: Remembered): string[] {
	return remembered.getItem(ERASED)?.split(' ') ?? [];
}

/** So that a tab which sleeps meanwhile does not take its emptied storage for lost and write it anew. */
export function noteErased(remembered: Remembered, header: VaultRecord | undefined): void {
	if (header?.id === undefined) return;
	const ids = [header.id, ...erasedIds(remembered)].slice(0, KEPT);
	remembered.setItem(ERASED, ids.join(' '));
}

/** Whether a person signed out of this vault, or this device handed it over. */
export function isErased(remembered: Remembered, { id }: VaultRecord): boolean {
	return id !== undefined && erasedIds(remembered).includes(id);
}
