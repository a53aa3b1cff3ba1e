import type { Field } from '#domain/model/member/field';
import { fields, type FieldKey } from '#domain/model/member/fields';

/** Why an item is never set for many at once. */
export type OneByOne = 'identity' | 'contact' | 'words';

/**
 * By the catalogue alone. identity: a wrong value is so grave that even two authors may not overwrite
 * each other there, so nobody writes it unseen. contact, or otherwise a person’s own: no two people
 * share it. words: an explanation of one case.
 */
export function oneByOne({ conflict, sensitive, kind }: Field): OneByOne | undefined {
	if (conflict === 'identity' || kind === 'branch') return 'identity';
	if (conflict === 'contact' || sensitive) return 'contact';
	return kind === 'note' ? 'words' : undefined;
}

/** The items that may be set for a selection, in the order of the form. */
export const bulkFields: readonly (Field & { key: FieldKey })[] = fields.filter(
	(field) => oneByOne(field) === undefined
);
