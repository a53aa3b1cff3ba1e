import type { Field, TabKey } from '#domain/model/member/field';
import { collectionFields } from '#domain/model/member/fields/collection';
import { contactFields } from '#domain/model/member/fields/contact';
import { identityFields } from '#domain/model/member/fields/identity';
import { joiningFields } from '#domain/model/member/fields/joining';
import { otherFields } from '#domain/model/member/fields/other';
import { partyFields } from '#domain/model/member/fields/party';
import { relationFields } from '#domain/model/member/fields/relation';
import { reviewFields } from '#domain/model/member/fields/review';
import { studyFields } from '#domain/model/member/fields/study';
import { workFields } from '#domain/model/member/fields/work';

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
