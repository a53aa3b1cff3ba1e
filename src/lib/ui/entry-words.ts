import { codeTables } from '#domain/codes/registry';
import type { Entry } from '#domain/member/entry';
import type { EntryField } from '#domain/member/list';
import { entryFieldOf, listOf, type ListKey } from '#domain/member/lists';

/** A stored value as a person reads it: the name of its code. */
export function sayEntryValue(field: EntryField, value: string): string {
	return field.table && value !== '' ? codeTables[field.table].nameOf(value) : value;
}

/** The name of a row: the values of the items that its list is read by. */
export function entryTitle(list: ListKey, entry: Entry): string {
	const parts = listOf(list).head.flatMap((key) => {
		const field = entryFieldOf(list, key);
		return field ? [sayEntryValue(field, entry[key] ?? '')] : [];
	});
	const title = parts.filter((part) => part !== '').join(' · ');
	return title === '' ? '（未填名称）' : title;
}

/** Everything else that is filled, as label and value. An organisation is named by `orgName`. */
export function entryDetails(
	list: ListKey,
	entry: Entry,
	orgName: (id: string) => string
): { key: string; label: string; value: string; local: boolean }[] {
	const { head, date, fields } = listOf(list);
	return fields
		.filter(({ key }) => key !== date && !head.includes(key) && (entry[key] ?? '') !== '')
		.map((field) => {
			const value = entry[field.key] ?? '';
			const shown = field.kind === 'branch' ? orgName(value) : sayEntryValue(field, value);
			const row = field.table && codeTables[field.table].row(value);
			return {
				key: field.key,
				label: field.label,
				value: shown,
				local: row?.local === true && field.kind === 'code'
			};
		})
		.filter(({ value }) => value !== '');
}
