import { z } from 'zod';
import { isFieldKey, type FieldKey } from '#domain/model/member/fields';
import { isListKey, type ListKey } from '#domain/model/member/lists';
import type { RowQuestion } from '#domain/features/roster/report';
import type { MemberEdits } from '#domain/model/member/member';

/**
 * What the drafts of the forms hold, read back from the disk. Unlike the arguments of a mutation a
 * draft may hold anything that can be typed: a text too long, half a date.
 */

/** The value the author saw, and what is typed now. */
const Edit = z.object({ from: z.string(), to: z.string() });

const FieldName = z.string().refine(isFieldKey) as unknown as z.ZodType<FieldKey>;

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

/** 备注信息, the reason of a mark, and the words of a report step. */
export const TypedText = z.object({ text: z.string() });
export type TypedText = z.infer<typeof TypedText>;

/** 批量修改: the item, its new value, and the members it is meant for. */
export const TypedBulkField = z.object({
	field: FieldName,
	value: z.string(),
	members: z.array(z.string())
});
export type TypedBulkField = z.infer<typeof TypedBulkField>;

/** 合并: what was chosen of two records, by the id of the record it comes from. */
export const TypedMerge = z.object({
	record: z.string().optional(),
	values: z
		.record(z.string(), z.string())
		.refine((values) => Object.keys(values).every(isFieldKey)) as unknown as z.ZodType<
		Partial<Record<FieldKey, string>>
	>,
	photo: z.string().optional()
});
export type TypedMerge = z.infer<typeof TypedMerge>;

/** 按决定名单录入奖励. */
export const TypedAwards = z.object({
	/** The pasted list. */
	text: z.string(),
	/** The name of the file that is kept with the draft, where the list came from one. */
	file: z.string(),
	/** Whether the list was taken over, so that what follows is shown again. */
	isRead: z.boolean(),
	values: z.object({ approvedOn: z.string(), approvedBy: z.string(), honour: z.string() }),
	/** Who is meant, by row; '' for nobody. */
	answers: z.record(z.string(), z.string())
});
export type TypedAwards = z.infer<typeof TypedAwards>;

/** A picture that was chosen and not cropped yet; its bytes are kept with the draft. */
export const TypedPhoto = z.object({ name: z.string(), type: z.string(), at: z.number() });
export type TypedPhoto = z.infer<typeof TypedPhoto>;

const AskedQuestion = z
	.looseObject({ field: z.string().refine(isFieldKey), given: z.string(), question: z.string() })
	.transform((asked) => asked as unknown as RowQuestion);

/** An import under way; its file is kept with the draft. */
export const TypedImport = z.object({
	name: z.string(),
	at: z.number(),
	size: z.number(),
	/** Code tables, columns and sheets as they were chosen, and the answers by row. */
	said: z.object({
		tables: z.record(z.string(), z.string()),
		sheets: z.array(z.number()).readonly().optional(),
		mapping: z.record(z.string(), FieldName.nullable()),
		/** The answers, each with its question as the check asked it. */
		rows: z.record(
			z.string(),
			z.object({ place: z.string(), question: AskedQuestion, value: z.string() })
		)
	})
});
export type TypedImport = z.infer<typeof TypedImport>;
