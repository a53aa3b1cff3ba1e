import { z } from 'zod';
import { seenShape } from '#domain/kernel/text-shape';
import type { FieldKey } from '#domain/model/member/fields';

/** The value an author saw and the value he left (S-4). */
export interface Edit {
	from: string;
	to: string;
}

export type FieldEdits = Partial<Record<FieldKey, Edit>>;

export function editShape(value: z.ZodType<string>): z.ZodType<Edit> {
	return z.strictObject({ from: seenShape(), to: value });
}
