import type { CodeRow } from '#domain/codes/code-table';
import { codeTables } from '#domain/codes/registry';
import { entryPath, itemAt } from '#domain/model/member/item';
import { isListKey } from '#domain/model/member/lists';
import type { Change } from '#domain/protocol/change';
import type { Replica } from '#store/replica/replica';

/** The record a change is about, as far as a screen can open it. */
export interface Subject {
	/** The name of the person or organisation; '' when it is not known here. */
	name: string;
	memberId?: string;
}

export function subjectOf(replica: Replica, { name, args }: Change): Subject {
	const id = text(args, 'id') || text(args, 'memberId');
	if (name === 'roster.export') {
		const orgId = args['orgId'];
		return { name: typeof orgId === 'string' ? (replica.org(orgId)?.shortName ?? '') : '' };
	}
	if (name.startsWith('org.'))
		return { name: replica.org(id)?.shortName ?? text(args, 'shortName') };
	const member = replica.member(id);
	if (member) return { name: member.name, memberId: id };
	const values = args['values'];
	return { name: isRecord(values) ? text(values, 'name') : '' };
}

/** One field of an edit, as its author saw it and as he left it. */
export interface FieldChange {
	key: string;
	label: string;
	from: string;
	to: string;
}

export function fieldChangesOf(replica: Replica, change: Change): FieldChange[] {
	const edits = change.args['edits'];
	if (!isRecord(edits)) return wordsOf(replica, change);
	const list = text(change.args, 'list');
	const path = (key: string) =>
		isListKey(list) ? entryPath(list, text(change.args, 'entryId'), key) : key;
	const changes: FieldChange[] = [];
	for (const [key, edit] of Object.entries(edits)) {
		const item = itemAt(path(key));
		if (!item || !isRecord(edit)) continue;
		changes.push({
			key,
			label: item.label,
			from: sayValue(replica, path(key), text(edit, 'from')),
			to: sayValue(replica, path(key), text(edit, 'to'))
		});
	}
	return changes;
}

/** The words of a report’s step or of a mark; they belong to no field. */
function wordsOf(replica: Replica, { args }: Change): FieldChange[] {
	const words = text(args, 'text') || text(args, 'reason');
	if (words === '') return [];
	return [{ key: 'words', label: '所写内容', from: sayValue(replica, '', ''), to: words }];
}

/** Everything a change writes: an edit from its old to its new values, a new record or row from empty. */
export function valuesOf(replica: Replica, change: Change): FieldChange[] {
	const edits = fieldChangesOf(replica, change);
	const values = change.args['values'];
	if (edits.length > 0 || !isRecord(values)) return edits;
	const list = text(change.args, 'list');
	return Object.entries(values).flatMap(([key, value]) => {
		const path = isListKey(list) ? entryPath(list, text(change.args, 'entryId'), key) : key;
		if (typeof value !== 'string' || value === '' || !itemAt(path)) return [];
		const to = sayValue(replica, path, value);
		return [{ key, label: sayItem(path), from: sayValue(replica, path, ''), to }];
	});
}

/** What an item is called; one that a newer version made has no name here. */
export function sayItem(path: string): string {
	return itemAt(path)?.label ?? '其他内容';
}

/** One fact that belongs to a 党籍状态. */
export interface Fact {
	key: string;
	text: string;
}

/** Nothing of those that are empty. */
export function sayFacts(replica: Replica, facts: Readonly<Record<string, string>>): Fact[] {
	return Object.entries(facts).flatMap(([key, value]) =>
		value === '' ? [] : [{ key, text: `${sayItem(key)} ${sayValue(replica, key, value)}` }]
	);
}

/** A stored value as a person reads it: the name of a code, of a branch; （空） for nothing. */
export function sayValue(replica: Replica, path: string, value: string): string {
	if (value === '') return '（空）';
	const field = itemAt(path)?.field;
	if (!field) return value;
	if (field.kind === 'branch') return replica.org(value)?.shortName ?? '其他党支部';
	const row = codeAt(path, value);
	return row ? (row.label ?? row.name) : value;
}

/** The row of the code table that a stored value names. */
export function codeAt(path: string, value: string): CodeRow | undefined {
	const table = itemAt(path)?.field.table;
	return table && codeTables[table].row(value);
}

function text(record: Record<string, unknown>, key: string): string {
	const value = record[key];
	return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
