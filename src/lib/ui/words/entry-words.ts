import { markOf } from '#domain/codes/code-mark';
import type { CodeRow } from '#domain/codes/code-table';
import { codeTables } from '#domain/codes/registry';
import type { Entry } from '#domain/model/member/entry';
import type { EntryField } from '#domain/model/member/list';
import { entryFieldOf, listOf, type ListKey } from '#domain/model/member/lists';

/** A stored value as a person reads it: the name of its code. */
export function sayEntryValue(field: EntryField, value: string): string {
	return field.table && value !== '' ? codeTables[field.table].nameOf(value) : value;
}

function codeRow(field: EntryField, value: string): CodeRow | undefined {
	return field.table && codeTables[field.table].row(value);
}

/** The codes in the name of a row that something is to be known of; one for each mark. */
export function markedInTitle(list: ListKey, entry: Entry): CodeRow[] {
	const rows = listOf(list).head.flatMap((key) => {
		const field = entryFieldOf(list, key);
		const row = field && codeRow(field, entry[key] ?? '');
		return row && markOf(row) ? [row] : [];
	});
	return rows.filter((row, at) => rows.findIndex((one) => markOf(one) === markOf(row)) === at);
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
): { key: string; label: string; value: string; row: CodeRow | undefined }[] {
	const { head, date, fields } = listOf(list);
	return fields
		.filter(({ key }) => key !== date && !head.includes(key) && (entry[key] ?? '') !== '')
		.map((field) => {
			const value = entry[field.key] ?? '';
			const shown = field.kind === 'branch' ? orgName(value) : sayEntryValue(field, value);
			return { key: field.key, label: field.label, value: shown, row: codeRow(field, value) };
		})
		.filter(({ value }) => value !== '');
}
