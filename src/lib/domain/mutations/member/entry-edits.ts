import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { seenShape } from '#domain/kernel/text-shape';
import { editShape, type Edit } from '#domain/model/member/edit';
import { lists, type ListKey } from '#domain/model/member/lists';

/** Per item of an entry the value its author saw and the value he left (S-4). */
export type EntryEdits = Partial<Record<string, Edit>>;

export interface EntryPut {
	memberId: string;
	list: ListKey;
	/** Chosen by the author’s device, so that a resend is the same entry. */
	entryId: string;
	edits: EntryEdits;
}

const listKeys = lists.map(({ key }) => key);
export const EntryName = z.strictObject({
	memberId: Id,
	list: z.enum(listKeys),
	entryId: Id
});

const ItemKey = z.string().regex(/^\w{1,40}$/);

/** The items of each list and what fits them are judged beside the row (refuse-unfit.ts). */
export const EntryPut: z.ZodType<EntryPut> = EntryName.extend({
	edits: z.record(ItemKey, editShape(seenShape()))
});

export const EntryRemoval = EntryName.extend({
	/** The values its author saw: what has changed since is not taken away unseen. */
	seen: z.record(ItemKey, seenShape())
});
