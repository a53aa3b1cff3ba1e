import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import type { Signature } from '#domain/kernel/signature';
import { portrait } from '#domain/picture/portrait';

/** What a record says of a photo; its bytes travel apart and are known by their SHA-256. */
export const PhotoFacts = z.strictObject({
	id: Id,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	bytes: z.int().min(1).max(portrait.bytes),
	width: z.int().min(1).max(portrait.longest),
	height: z.int().min(1).max(portrait.longest)
});
export type PhotoFacts = z.infer<typeof PhotoFacts>;

/** A photo, and who brought it. */
export interface Photo extends PhotoFacts, Signature {}

/** The part of a record that speaks of photos. */
export interface Photographed {
	/** The photo that shows; null once it was removed, absent where there never was one. */
	photo?: Photo | null;
	/** Former photos, the last one last. None is ever dropped. */
	photos?: readonly Photo[];
}

/** The current photo first, then the former ones, the last one first. */
export function photosOf({ photo, photos = [] }: Photographed): Photo[] {
	return [...(photo ? [photo] : []), ...photos.toReversed()];
}

/** The photo of that id, current or former. */
export function photoNamed(member: Photographed, id: string): Photo | undefined {
	return photosOf(member).find((photo) => photo.id === id);
}
