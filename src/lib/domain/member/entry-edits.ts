import { z } from 'zod';
import { lists, type ListKey } from '#domain/member/lists';
import type { EntryList } from '#domain/member/list';
import { LONGEST, textOf } from '#domain/member/member';

/** Per item of an entry the value its author saw and the value he left (S-4). */
export type EntryEdits = Partial<Record<string, { from: string; to: string }>>;

export interface EntryPut {
	memberId: string;
	list: ListKey;
	/** Chosen by the author’s device, so that a resend is the same entry. */
	entryId: string;
	edits: EntryEdits;
}

function putInto({ key, fields }: EntryList) {
	const items = fields.map((field): [string, z.ZodType] => {
		const value = textOf(field.max ?? LONGEST);
		return [field.key, z.strictObject({ from: value, to: value }).optional()];
	});
	return z.strictObject({
		memberId: z.uuid(),
		list: z.literal(key),
		entryId: z.uuid(),
		edits: z.strictObject(Object.fromEntries(items))
	});
}

/** The items of each list are known by name; anything else is refused, on both sides. */
export const EntryPut = z.union(lists.map(putInto)) as unknown as z.ZodType<EntryPut>;

const listKeys = lists.map(({ key }) => key);
export const EntryName = z.strictObject({
	memberId: z.uuid(),
	list: z.enum(listKeys),
	entryId: z.uuid()
});

/** The longest value of any item. */
const SEEN = 500;

export const EntryRemoval = EntryName.extend({
	/** The values its author saw: what has changed since is not taken away unseen. */
	seen: z.record(z.string().max(40), z.string().max(SEEN))
});
