import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { isInstant } from '#domain/kernel/instant';
import { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';

/**
 * The unsent changes of a device as one sealed file that somebody else may hand in (待发包). Each
 * part is what one exchange would have carried, so the limits of an exchange hold for it.
 */
export const parcelLimits = {
	fileBytes: 64 * 1024 * 1024,
	parts: 200,
	/** One part in base64, and the envelope around it. */
	bodyBytes: 6 * 1024 * 1024
} as const;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const Sealed = z.string().regex(BASE64);

/** What a carrier may read: nobody’s name but the organisation’s. Every part is bound to it. */
export const ParcelHeader = z.strictObject({
	id: Id,
	/** Who made it; the server knows whose device that is. */
	device: Id,
	from: z.string().max(200),
	/** ISO time of the author’s device. */
	made: z.string().refine(isInstant),
	count: z
		.int()
		.min(1)
		.max(parcelLimits.parts * limits.changes),
	parts: z.int().min(1).max(parcelLimits.parts)
});
export type ParcelHeader = z.infer<typeof ParcelHeader>;

const FORMAT = 'branchbook-parcel';
const VERSION = 1;

const ParcelFile = z.strictObject({
	format: z.literal(FORMAT),
	version: z.literal(VERSION),
	header: ParcelHeader,
	parts: z.array(Sealed).max(parcelLimits.parts)
});

export interface Parcel {
	header: ParcelHeader;
	parts: string[];
}

/** Changes as they lie in a part. */
export const PartContent = z.array(Change).max(limits.changes);

/** One part on its way to the server, brought by whoever is signed in. */
export const HandIn = z.strictObject({
	header: ParcelHeader,
	index: z
		.int()
		.min(0)
		.max(parcelLimits.parts - 1),
	sealed: Sealed
});
export type HandIn = z.infer<typeof HandIn>;

/** What became of a part: counts and nothing else, because the carrier is not the author. */
export const HandedIn = z.looseObject({
	applied: z.int(),
	refused: z.int(),
	/** Judged before, here or elsewhere; the first verdict stands (S-2). */
	known: z.int(),
	/** Met a defect of the server’s; worth handing in again. */
	unjudged: z.int(),
	/** Its device was revoked: they wait for a superior to look at them. */
	held: z.int().optional()
});
export type HandedIn = z.infer<typeof HandedIn>;

/** Why a file is not taken. Wording lives in ui/words/parcel-words.ts. */
export type ParcelFault =
	| 'parcel.none'
	| 'parcel.newer'
	| 'parcel.too-large'
	| 'parcel.damaged'
	/** The server knows no such device, or cannot open the file and may not say more to this carrier. */
	| 'parcel.foreign'
	| 'parcel.locked'
	| 'parcel.no-key';

const Outline = z.looseObject({ format: z.literal(FORMAT), version: z.number() });

export function writeParcel({ header, parts }: Parcel): string {
	return JSON.stringify({ format: FORMAT, version: VERSION, header, parts });
}

/** A file as it comes from anywhere. What its seals hold only the server can tell. */
export function readParcel(
	text: string
): { ok: true; value: Parcel } | { ok: false; fault: ParcelFault } {
	if (text.length > parcelLimits.fileBytes) return { ok: false, fault: 'parcel.too-large' };
	// A file of ours that was cut is told from one that never was ours.
	const isOurs = text.slice(0, 60).includes(`"${FORMAT}"`);
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return { ok: false, fault: isOurs ? 'parcel.damaged' : 'parcel.none' };
	}
	const outline = Outline.safeParse(data);
	if (!outline.success) return { ok: false, fault: isOurs ? 'parcel.damaged' : 'parcel.none' };
	if (outline.data.version > VERSION) return { ok: false, fault: 'parcel.newer' };
	const parsed = ParcelFile.safeParse(data);
	if (!parsed.success) return { ok: false, fault: 'parcel.damaged' };
	const { header, parts } = parsed.data;
	if (header.parts !== parts.length) return { ok: false, fault: 'parcel.damaged' };
	return { ok: true, value: { header, parts } };
}

/** What the seal of a part is bound to, besides its author’s account: every word of the header, its place. */
export function partName(header: ParcelHeader, index: number): string {
	const { id, device, from, made, count, parts } = header;
	return JSON.stringify([id, device, from, made, count, parts, index]);
}

/** 支部册待发包-20261126-1402-12项.bbx; `at` is local ISO time. It names no person. */
export function parcelFileName(at: string, count: number): string {
	const [day = '', time = ''] = at.split('T');
	return `支部册待发包-${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}-${count}项.bbx`;
}
