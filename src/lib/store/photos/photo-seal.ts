import { PHOTO_OWNER } from '#domain/account/rescue';
import type { PhotoRecord } from '#store/disk/db';
import { seal, unseal, type Place } from '#store/disk/seal';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A photo as it lies under its seal: whose it is, then the JPEG. */
export interface OpenPhoto {
	memberId: string;
	jpeg: Uint8Array<ArrayBuffer>;
}

const placeOf = (account: string, id: string): Place => ({ account, table: 'photo', id });

/** The record of a photo; `sentTo` is the epoch of the server that has it, '' for none yet. */
export async function sealedPhoto(
	key: CryptoKey,
	account: string,
	id: string,
	{ memberId, jpeg }: OpenPhoto,
	sentTo: string
): Promise<PhotoRecord> {
	const plain = new Uint8Array(PHOTO_OWNER + jpeg.length);
	plain.set(encoder.encode(memberId));
	plain.set(jpeg, PHOTO_OWNER);
	return { id, sentTo, sealed: await seal(key, placeOf(account, id), plain) };
}

/** Undefined when it is damaged or not of this place. */
export async function openedPhoto(
	key: CryptoKey,
	account: string,
	{ id, sealed }: PhotoRecord
): Promise<OpenPhoto | undefined> {
	const plain = await unseal(key, placeOf(account, id), sealed);
	if (!plain) return undefined;
	const memberId = decoder.decode(plain.subarray(0, PHOTO_OWNER));
	return { memberId, jpeg: plain.slice(PHOTO_OWNER) };
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
