import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { Change } from '#domain/protocol/change';

/**
 * What a revoked device hands over: its journal as it lies, sealed under its data key, in order.
 * The server opens it with the key in escrow; the device needs no password for it and cannot read
 * what it sends (R-DEV-04). All numbers here hold on both sides.
 */
export const rescueLimits = { bodyBytes: 16 * 1024 * 1024, entries: 1000 } as const;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const RescueEntry = z.strictObject({
	id: z.string().regex(/^[\w-]{1,60}$/),
	sealed: z.string().regex(BASE64)
});
export type RescueEntry = z.infer<typeof RescueEntry>;

export const Rescue = z.strictObject({
	device: Id,
	entries: z.array(RescueEntry).max(rescueLimits.entries),
	/** Photos whose bytes were not sent, after the changes that name them. */
	photos: z.array(RescueEntry).max(rescueLimits.entries).optional(),
	/** What was typed and not saved (V-7): to be read by a superior, never judged. */
	drafts: z.array(RescueEntry).max(rescueLimits.entries).optional(),
	/** Only where no data key is in escrow: the key, base64, and the account’s password to prove it. */
	key: z.string().regex(BASE64).max(64).optional(),
	password: z.string().max(1000).optional(),
	/** Nothing follows: what comes next is the wipe. */
	last: z.boolean()
});
export type Rescue = z.infer<typeof Rescue>;

/** What became of it. With anything unreadable or unjudged the device keeps what it has. */
export const Rescued = z.looseObject({
	applied: z.int(),
	refused: z.int(),
	unreadable: z.int(),
	unjudged: z.int(),
	/** Changes that now wait for a superior to look at them. */
	held: z.int().optional(),
	/** Drafts that a superior can read now. */
	drafts: z.int().optional()
});
export type Rescued = z.infer<typeof Rescued>;

/** Characters that name the member before the bytes of a sealed photo: a UUID’s. */
export const PHOTO_OWNER = 36;

/** Where changes lie in an entry of the journal; everything else in it is the device’s own. */
export const JournalEntry = z.looseObject({
	changes: z.array(Change).optional(),
	kept: z.array(z.looseObject({ change: Change })).optional()
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/**
 * Every change of an entry, judged before or not: the server knows the ones it has seen, and
 * repeats their verdicts (S-2).
 */
export function changesOf({ kept = [], changes = [] }: JournalEntry): Change[] {
	return [...kept.map(({ change }) => change), ...changes];
}

/** What the seal of an entry is bound to, besides its key. */
export function sealedPlace(account: string, table: string, id: string): string {
	return `${account}|${table}|${id}|v1`;
}
