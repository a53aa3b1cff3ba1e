import { z } from 'zod';

/** One thing that was typed, with the label it has on the screen. */
export const DraftLine = z.object({ label: z.string(), text: z.string() });
export type DraftLine = z.infer<typeof DraftLine>;

/**
 * What a person typed and has not saved (V-7). `payload` belongs to the form that wrote it; title,
 * address and lines can be read without that form: in a list, or after the form is gone.
 */
export const Draft = z.object({
	/** The form and its record: `member:<id>`. */
	key: z.string(),
	title: z.string(),
	/** The screen that offers it. */
	href: z.string(),
	/** Local ISO time of the last key press. */
	typed: z.string(),
	lines: z.array(DraftLine),
	payload: z.unknown(),
	/** The id under which the file it is about is kept. */
	file: z.string().optional(),
	/**
	 * The sittings it was typed in, the last one last: a new one begins wherever a form fills it in. Two
	 * tabs that typed on from the same draft so tell theirs apart. Older ones carry none.
	 */
	sittings: z.array(z.string()).optional()
});
export type Draft = z.infer<typeof Draft>;

/** Of so many sittings a draft says by which it went. */
export const MOST_SITTINGS = 20;

/** Whether `one` was typed on from `former`, and so stands for it. */
export function isTypedOn(one: Draft, former: Draft): boolean {
	if (one.key !== former.key || one.typed <= former.typed) return false;
	const sitting = former.sittings?.at(-1);
	return sitting === undefined || (one.sittings ?? []).includes(sitting);
}

/** A zod schema, or whatever else reads an unknown value. */
export interface Shape<T> {
	safeParse(value: unknown): { success: true; data: T } | { success: false };
}
