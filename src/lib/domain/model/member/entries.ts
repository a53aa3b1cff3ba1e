import type { Entry } from '#domain/model/member/entry';
import type { Member } from '#domain/model/member/member';
import { listOf, type EntryKey, type ListKey } from '#domain/model/member/lists';

/** An entry as the rules of its list read it; what is missing is empty. */
export type EntryOf<L extends ListKey> = { readonly [Key in EntryKey<L>]?: string };

const NOTHING: Readonly<Record<string, Entry>> = {};

/** Removed ones included. */
export function everyEntry(member: Member, list: ListKey): Readonly<Record<string, Entry>> {
	return member.entries?.[list] ?? NOTHING;
}

export function entryOf(member: Member, list: ListKey, id: string): Entry | undefined {
	const entries = everyEntry(member, list);
	return Object.hasOwn(entries, id) ? entries[id] : undefined;
}

export function isRemoved(entry: Entry): boolean {
	return entry['removed'] === '1';
}

/** The rows that stand, newest first: by the list’s day, then by when they were added. */
export function entriesOf(member: Member, list: ListKey): readonly (readonly [string, Entry])[] {
	const { date } = listOf(list);
	const place = (entry: Entry) => `${entry[date] ?? ''}|${entry['addedAt'] ?? ''}`;
	return Object.entries(everyEntry(member, list))
		.filter(([, entry]) => !isRemoved(entry))
		.sort(([a, one], [b, two]) => {
			const [left, right] = [place(one), place(two)];
			return left === right ? (a < b ? -1 : 1) : left < right ? 1 : -1;
		});
}

/** The record with this entry in place; every other list and entry is the same object. */
export function withEntry(member: Member, list: ListKey, id: string, entry: Entry): Member {
	const rows = { ...everyEntry(member, list), [id]: entry };
	return { ...member, entries: { ...member.entries, [list]: rows } };
}

/** The values of the catalogue’s items, '' where there is none: what an author saw of the entry. */
export function valuesOf(list: ListKey, entry: Entry | undefined): Record<string, string> {
	return Object.fromEntries(listOf(list).fields.map(({ key }) => [key, entry?.[key] ?? '']));
}
