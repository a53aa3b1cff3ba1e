import type { TabKey } from '#domain/member/field';
import { fieldOf, type FieldKey } from '#domain/member/fields';
import { isListKey, listOf, type ListKey } from '#domain/member/lists';

/** Where on the record something stands: one of its items, or one of its lists. */
export type PlaceKey = FieldKey | ListKey;

export function labelOfPlace(key: PlaceKey): string {
	return isListKey(key) ? listOf(key).title : fieldOf(key).label;
}

export function tabOfPlace(key: PlaceKey): TabKey {
	return isListKey(key) ? listOf(key).tab : fieldOf(key).tab;
}
