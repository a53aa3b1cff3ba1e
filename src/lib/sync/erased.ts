import type { VaultRecord } from '#store/db';
import type { Remembered } from '#sync/session-ports';

/** Id of the vault that was erased here last: random, and names nobody. */
const ERASED = 'branchbook.erased';

/** So that a tab which sleeps meanwhile does not take its emptied storage for lost and write it anew. */
export function noteErased(remembered: Remembered, header: VaultRecord | undefined): void {
	if (header?.id !== undefined) remembered.setItem(ERASED, header.id);
}

/** Whether a person signed out of this vault, or this device handed it over. */
export function isErased(remembered: Remembered, { id }: VaultRecord): boolean {
	return id !== undefined && remembered.getItem(ERASED) === id;
}
