import type { Field, TabKey } from '#domain/member/field';
import { collectionFields } from '#domain/member/fields/collection';
import { contactFields } from '#domain/member/fields/contact';
import { identityFields } from '#domain/member/fields/identity';
import { joiningFields } from '#domain/member/fields/joining';
import { otherFields } from '#domain/member/fields/other';
import { partyFields } from '#domain/member/fields/party';
import { relationFields } from '#domain/member/fields/relation';
import { reviewFields } from '#domain/member/fields/review';
import { studyFields } from '#domain/member/fields/study';
import { workFields } from '#domain/member/fields/work';

/**
 * The field catalogue: every item of a member’s record, once (domain.md 2.1–2.3).
 * Order is the order of the form.
 */
export const fields = [
	...identityFields,
	...partyFields,
	...studyFields,
	...workFields,
	...contactFields,
	...otherFields,
	...collectionFields,
	...relationFields,
	...joiningFields,
	...reviewFields
] as const satisfies readonly Field[];

export type FieldKey = (typeof fields)[number]['key'];

const byKey = new Map<string, Field>(fields.map((field) => [field.key, field]));

export function isFieldKey(key: string): key is FieldKey {
	return byKey.has(key);
}

export function fieldOf(key: FieldKey): Field {
	const field = byKey.get(key);
	if (!field) throw new Error(`no field ${key}`);
	return field;
}

/** Whether a tab shows the item. */
export function isOn(field: Field, tab: TabKey): boolean {
	return field.tab === tab || field.alsoOn === tab;
}

export function labelOf(key: FieldKey): string {
	return fieldOf(key).label;
}
