import { entryOf, withEntry } from '#domain/model/member/entries';
import type { Field } from '#domain/model/member/field';
import { fieldOf, isFieldKey } from '#domain/model/member/fields';
import type { EntryField } from '#domain/model/member/list';
import { entryFieldOf, isListKey, listOf, type ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';

/**
 * One item of a record, be it a field of a tab (`mobile`) or of one row of a list
 * (`rewards/<entry id>/approvedOn`). Trail and conflicts name items so.
 */
export interface Item {
	field: Field | EntryField;
	/** As a person reads it, with the list’s title where it stands in one. */
	label: string;
}

export function entryPath(list: ListKey, entryId: string, field: string): string {
	return `${list}/${entryId}/${field}`;
}

interface Place {
	list: ListKey;
	entryId: string;
	key: string;
}

function placeOf(path: string): Place | undefined {
	const [list = '', entryId = '', key = ''] = path.split('/');
	return isListKey(list) && key !== '' ? { list, entryId, key } : undefined;
}

/** Undefined for a name that this version does not know. */
export function itemAt(path: string): Item | undefined {
	if (isFieldKey(path)) {
		const field = fieldOf(path);
		return { field, label: field.label };
	}
	const place = placeOf(path);
	const field = place && entryFieldOf(place.list, place.key);
	return field && { field, label: `${listOf(place.list).title} · ${field.label}` };
}

/** '' for an item that an older record does not carry yet. */
export function valueAt(member: Member, path: string): string {
	if (isFieldKey(path)) return member[path] ?? '';
	const place = placeOf(path);
	return (place && entryOf(member, place.list, place.entryId)?.[place.key]) ?? '';
}

/** The record with this value; a removed entry comes back, so that nothing typed is hidden. */
export function withValueAt(member: Member, path: string, value: string): Member {
	if (isFieldKey(path)) return { ...member, [path]: value };
	const place = placeOf(path);
	if (!place) return member;
	const { list, entryId, key } = place;
	const entry = entryOf(member, list, entryId) ?? {};
	return withEntry(member, list, entryId, { ...entry, removed: '', [key]: value });
}
