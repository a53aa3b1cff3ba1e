import { sealedPlace } from '#domain/account/rescue';
import type { Sealed } from '#store/disk/db';

/** Where a sealed entry lies; bound to it, so that entries cannot be swapped (R-ENC-03). */
export interface Place {
	account: string;
	table:
		'vault' | 'pack' | 'journal' | 'meta' | 'sent' | 'parcel' | 'photo' | 'draft' | 'draft-file';
	id: string;
}

const IV_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function dataOf({ account, table, id }: Place): Uint8Array<ArrayBuffer> {
	return encoder.encode(sealedPlace(account, table, id));
}

/** The only encryption in the app: AES-256-GCM, a fresh random 96-bit IV, the place as additional data. */
export async function seal(
	key: CryptoKey,
	place: Place,
	plain: Uint8Array<ArrayBuffer>
): Promise<Sealed> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const algorithm = { name: 'AES-GCM', iv, additionalData: dataOf(place) };
	const body = await crypto.subtle.encrypt(algorithm, key, plain);
	const sealed = new Uint8Array(IV_BYTES + body.byteLength);
	sealed.set(iv);
	sealed.set(new Uint8Array(body), IV_BYTES);
	return sealed;
}

/** The plain bytes; undefined when the entry is damaged, swapped, or the key is another one. */
export async function unseal(
	key: CryptoKey,
	place: Place,
	sealed: Sealed
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const algorithm = {
		name: 'AES-GCM',
		iv: sealed.subarray(0, IV_BYTES),
		additionalData: dataOf(place)
	};
	try {
		return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(IV_BYTES)));
	} catch {
		// GCM tells "wrong" and nothing else; the caller counts the entry as damaged or asks again.
		return undefined;
	}
}

export function sealJson(key: CryptoKey, place: Place, value: unknown): Promise<Sealed> {
	return seal(key, place, encoder.encode(JSON.stringify(value)));
}

/** What `sealJson` put in; undefined when it cannot be opened. The caller checks the shape. */
export async function unsealJson(key: CryptoKey, place: Place, sealed: Sealed): Promise<unknown> {
	const plain = await unseal(key, place, sealed);
	return plain && JSON.parse(decoder.decode(plain));
}
