import type { Rows, Table } from '#domain/model/tables';

/** `table/id`: names one row in memory. */
export type Key = `${string}/${string}`;
export type Row = Rows[Table];

export function keyOf(table: string, id: string): Key {
	return `${table}/${id}`;
}

export function partsOfKey(key: Key): [table: string, id: string] {
	const cut = key.indexOf('/');
	return [key.slice(0, cut), key.slice(cut + 1)];
}
