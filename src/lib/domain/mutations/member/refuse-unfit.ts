import { refuse } from '#domain/kernel/problem';
import type { Edit } from '#domain/model/member/edit';
import type { Entry } from '#domain/model/member/entry';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { entryFieldOf, type ListKey } from '#domain/model/member/lists';
import {
	editedKeys,
	type Member,
	type MemberEdits,
	type MemberInput
} from '#domain/model/member/member';
import { unfitFor } from '#domain/model/member/value-shape';
import type { Context } from '#domain/mutations/mutation';

type Codes = Pick<Context, 'isCode'>;

/** Refuses values of a new record that do not fit their fields. */
export function refuseUnfitValues(values: MemberInput, { isCode }: Codes): void {
	for (const key of Object.keys(values) as FieldKey[]) {
		const reason = unfitFor(fieldOf(key), values[key] ?? '', isCode);
		if (reason !== undefined) refuse({ code: 'input.invalid', path: `values.${key}`, reason });
	}
}

/**
 * Refuses edits to values that do not fit their fields. What the record itself holds or has held is
 * left or put back in whatever form an older version stored it.
 */
export function refuseUnfit(
	edits: MemberEdits,
	record: Member | undefined,
	place: 'edits' | 'take',
	{ isCode }: Codes
): void {
	for (const key of editedKeys(edits)) {
		const to = edits[key]?.to ?? '';
		const reason = unfitFor(fieldOf(key), to, isCode);
		if (reason === undefined || (record && hasHeld(record, key, to))) continue;
		refuse({ code: 'input.invalid', path: `${place}.${key}.to`, reason });
	}
}

function hasHeld(record: Member, key: FieldKey, value: string): boolean {
	return record[key] === value || record.trail.some(({ edits }) => edits[key]?.includes(value));
}

/** The same for one row of a list; its items are known by name. */
export function refuseUnfitEntry(
	list: ListKey,
	edits: Readonly<Partial<Record<string, Edit>>>,
	stored: Entry | undefined,
	{ isCode }: Codes
): void {
	for (const [key, edit] of Object.entries(edits)) {
		const field = entryFieldOf(list, key);
		const reason = field ? unfitFor(field, edit?.to ?? '', isCode) : 'unknown item';
		if (reason === undefined || (field && edit?.to === stored?.[key])) continue;
		const path = field ? `edits.${key}.to` : `edits.${key}`;
		refuse({ code: 'input.invalid', path, reason });
	}
}
