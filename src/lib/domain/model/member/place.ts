import type { TabKey } from '#domain/model/member/field';
import { fieldOf, isFieldKey, type FieldKey } from '#domain/model/member/fields';
import { isListKey, listOf, type ListKey } from '#domain/model/member/lists';

/** Where on the record something stands: one of its items, one of its lists, or its photo. */
export type PlaceKey = FieldKey | ListKey | 'photo';

/** 照片 is no field of the catalogue: what it holds is no text. */
export const photoPlace = { label: '照片', tab: 'basic' } as const;

export function isPlaceKey(key: string): key is PlaceKey {
	return key === 'photo' || isListKey(key) || isFieldKey(key);
}

export function labelOfPlace(key: PlaceKey): string {
	if (key === 'photo') return photoPlace.label;
	return isListKey(key) ? listOf(key).title : fieldOf(key).label;
}

export function tabOfPlace(key: PlaceKey): TabKey {
	if (key === 'photo') return photoPlace.tab;
	return isListKey(key) ? listOf(key).tab : fieldOf(key).tab;
}
