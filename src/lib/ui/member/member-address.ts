import { isListKey } from '#domain/model/member/lists';
import { isPlaceKey, tabOfPlace } from '#domain/model/member/place';
import type { EntryPlace } from '#domain/rules/rule';
import type { MendPlace } from '#ui/member/field-to-mend';

/** The address of a record, at the place that is to be mended: its tab, field, or row and item. */
export function memberAddress(memberId: string, place?: MendPlace): string {
	if (!place) return `/members/${memberId}`;
	const { key, entry } = place;
	const hash = entry ? [key, entry.id, entry.item].join('/') : key;
	return `/members/${memberId}/${tabOfPlace(key)}#${hash}`;
}

/** What such an address names behind its `#`; undefined for anything else a person may have typed. */
export function placeInHash(hash: string): MendPlace | undefined {
	const [key = '', id, item] = hash.replace(/^#/, '').split('/');
	if (!isPlaceKey(key)) return undefined;
	const entry: EntryPlace | undefined =
		isListKey(key) && id && item ? { list: key, id, item } : undefined;
	return entry ? { key, entry } : { key };
}
