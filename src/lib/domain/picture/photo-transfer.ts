import { z } from 'zod';
import { Id } from '#domain/kernel/id';

/** Bytes of one piece: as base64 it fits into the body of any small request. */
export const PIECE_BYTES = 45_000;

const PIECE_TEXT = Math.ceil(PIECE_BYTES / 3) * 4;

/**
 * The next bytes of a photo. `offset` is where they begin; with no bytes the question is only how
 * far the server is. The record says how many there have to be, and their SHA-256.
 */
export const PhotoPiece = z.strictObject({
	member: Id,
	photo: Id,
	offset: z.int().min(0),
	data: z
		.string()
		.regex(/^[A-Za-z0-9+/]*={0,2}$/)
		.max(PIECE_TEXT)
});
export type PhotoPiece = z.infer<typeof PhotoPiece>;

/** Where the server is: bytes it holds, and whether these are all and the right ones. */
export const PhotoState = z.looseObject({ received: z.int().min(0), whole: z.boolean() });
export type PhotoState = z.infer<typeof PhotoState>;

export const PhotoQuery = z.strictObject({ member: Id, photo: Id });

/** The bytes, base64; null while they have not arrived. */
export const PhotoBytes = z.looseObject({ data: z.string().max(300_000).nullable() });
export type PhotoBytes = z.infer<typeof PhotoBytes>;
