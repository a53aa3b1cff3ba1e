import { codeTables } from '#domain/codes/registry';
import { fieldOf, isFieldKey, type FieldKey } from '#domain/member/fields';
import { isListKey, listOf, type ListKey } from '#domain/member/lists';
import type { Change } from '#domain/mutation/change';
import type { Replica } from '#store/replica';
import { sayEntryValue } from '#ui/entry-words';

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
	if (!isRecord(edits)) return [];
	const list = text(change.args, 'list');
	if (isListKey(list)) return entryChangesOf(replica, list, edits);
	const changes: FieldChange[] = [];
	for (const [key, edit] of Object.entries(edits)) {
		if (!isFieldKey(key) || !isRecord(edit)) continue;
		changes.push({
			key,
			label: fieldOf(key).label,
			from: sayValue(replica, key, text(edit, 'from')),
			to: sayValue(replica, key, text(edit, 'to'))
		});
	}
	return changes;
}

/** The items of one row. */
function entryChangesOf(
	replica: Replica,
	list: ListKey,
	edits: Record<string, unknown>
): FieldChange[] {
	return listOf(list).fields.flatMap((field) => {
		const edit = edits[field.key];
		if (!isRecord(edit)) return [];
		const say = (value: string) =>
			value === ''
				? '（空）'
				: field.kind === 'branch'
					? (replica.org(value)?.shortName ?? '其他党支部')
					: sayEntryValue(field, value);
		const label = `${listOf(list).title} · ${field.label}`;
		return [
			{
				key: `${list}/${field.key}`,
				label,
				from: say(text(edit, 'from')),
				to: say(text(edit, 'to'))
			}
		];
	});
}

/** A stored value as a person reads it: the name of a code, of a branch; （空） for nothing. */
export function sayValue(replica: Replica, key: FieldKey, value: string): string {
	if (value === '') return '（空）';
	const field = fieldOf(key);
	if (field.kind === 'branch') return replica.org(value)?.shortName ?? '其他党支部';
	if (field.table) {
		const row = codeTables[field.table].row(value);
		return row ? (row.label ?? row.name) : value;
	}
	return value;
}

function text(record: Record<string, unknown>, key: string): string {
	const value = record[key];
	return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
