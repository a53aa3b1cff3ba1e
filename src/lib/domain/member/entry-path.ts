import { entryFieldOf, isListKey, listOf, type ListKey } from '#domain/member/lists';
import type { EntryField } from '#domain/member/list';

/** How a conflict names an item of an entry, where a flat item is named by its key alone. */
export function entryPath(list: ListKey, entryId: string, field: string): string {
	return `${list}/${entryId}/${field}`;
}

/** The item such a name means; undefined for a flat item or a name this version does not know. */
export function readEntryPath(
	path: string
): { list: ListKey; entryId: string; field: EntryField; label: string } | undefined {
	const [list = '', entryId = '', key = ''] = path.split('/');
	if (!isListKey(list)) return undefined;
	const field = entryFieldOf(list, key);
	return field && { list, entryId, field, label: `${listOf(list).title} · ${field.label}` };
}
