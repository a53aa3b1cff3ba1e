import type { FieldKey } from '#domain/member/fields';

/** The value an author saw and the value he left (S-4). */
export interface Edit {
	from: string;
	to: string;
}

export type FieldEdits = Partial<Record<FieldKey, Edit>>;
