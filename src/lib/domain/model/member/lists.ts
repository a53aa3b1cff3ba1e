import type { TabKey } from '#domain/model/member/field';
import type { EntryField, EntryList } from '#domain/model/member/list';
import { abroadLists } from '#domain/model/member/lists/abroad';
import { awardLists } from '#domain/model/member/lists/awards';
import { difficultyLists } from '#domain/model/member/lists/difficulty';
import { dutyLists } from '#domain/model/member/lists/duties';
import { relationLists } from '#domain/model/member/lists/relation';

/** The second catalogue: every list of a member’s record, once (domain.md 2.2, 2.4–2.7). */
export const lists = [
	...relationLists,
	...dutyLists,
	...awardLists,
	...abroadLists,
	...difficultyLists
] as const satisfies readonly EntryList[];

export type ListKey = (typeof lists)[number]['key'];

/** The keys of a list’s items. */
export type EntryKey<L extends ListKey> = Extract<
	(typeof lists)[number],
	{ key: L }
>['fields'][number]['key'];

const byKey = new Map<string, EntryList>(lists.map((list) => [list.key, list]));

export function isListKey(key: string): key is ListKey {
	return byKey.has(key);
}

export function listOf(key: ListKey): EntryList {
	const list = byKey.get(key);
	if (!list) throw new Error(`no list ${key}`);
	return list;
}

export function listsOn(tab: TabKey): readonly (EntryList & { key: ListKey })[] {
	return lists.filter((list) => list.tab === tab);
}

export function entryFieldOf(list: ListKey, key: string): EntryField | undefined {
	return listOf(list).fields.find((field) => field.key === key);
}
