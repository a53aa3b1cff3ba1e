import { z } from 'zod';
import { isFieldKey } from '#domain/member/fields';
import { isListKey, type ListKey } from '#domain/member/lists';
import type { MemberEdits } from '#domain/member/member';

/**
 * What the drafts of the forms hold, read back from the disk. Unlike the arguments of a mutation a
 * draft may hold anything that can be typed: a text too long, half a date.
 */

/** The value the author saw, and what is typed now. */
const Edit = z.object({ from: z.string(), to: z.string() });

/** A record, or 补录. */
export const TypedMember = z.object({
	edits: z
		.record(z.string(), Edit)
		.refine((edits) => Object.keys(edits).every(isFieldKey)) as unknown as z.ZodType<MemberEdits>,
	/** 补录 only. */
	branchId: z.string().optional(),
	/** A refused change that is being mended. */
	refused: z.string().optional()
});
export type TypedMember = z.infer<typeof TypedMember>;

/** One row of a list tab. */
export const TypedEntry = z.object({
	list: z.string().refine(isListKey) as unknown as z.ZodType<ListKey>,
	id: z.string(),
	edits: z.record(z.string(), Edit)
});
export type TypedEntry = z.infer<typeof TypedEntry>;

/** 备注信息, and the words of a report step. */
export const TypedText = z.object({ text: z.string() });
export type TypedText = z.infer<typeof TypedText>;
