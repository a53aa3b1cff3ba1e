import type { Entry } from '#domain/member/entries';
import type { EntryEdits } from '#domain/member/entry-edits';
import { entryFieldOf, type ListKey } from '#domain/member/lists';

/** Two authors left different values in one item: which stands, and which is kept beside it. */
export interface Collision {
	field: string;
	kept: string;
	other: string;
	/** Whether the edit being merged is the one that does not stand. */
	lost: boolean;
}

/**
 * Field by field (S-4): seen = stored → the new value; new = stored → nothing to say; else the
 * item’s class decides. A removed entry that somebody edits comes back: what was typed is not hidden.
 */
export function mergeEntry(
	list: ListKey,
	stored: Entry,
	edits: EntryEdits
): { entry: Entry; collisions: Collision[] } {
	const entry: Record<string, string> = { ...stored, removed: '' };
	const collisions: Collision[] = [];
	for (const [field, edit] of Object.entries(edits)) {
		const before = stored[field] ?? '';
		if (!edit || edit.to === before) continue;
		const lost = edit.from !== before && entryFieldOf(list, field)?.conflict === 'identity';
		if (!lost) entry[field] = edit.to;
		if (edit.from === before) continue;
		collisions.push({
			field,
			kept: lost ? before : edit.to,
			other: lost ? edit.to : before,
			lost
		});
	}
	return { entry, collisions };
}
