import { parcelLimits, partName, type Parcel, type ParcelHeader } from '#domain/account/parcel';
import type { Change } from '#domain/protocol/change';
import type { AccountInfo } from '#store/disk/account-info';
import { toBase64 } from '#store/disk/base64';
import { fitting } from '#store/replica/fitting';
import { sealJson, type Place } from '#store/disk/seal';

/** Base64 and seal around what is written in clear. */
const GROWTH = 1.4;

interface Author {
	key: CryptoKey;
	account: AccountInfo;
	/** ISO time of this device. */
	made: string;
}

/**
 * The changes as a file nobody on the way can read. Nothing leaves the outbox by this: the device
 * sends them itself as well, and the server counts each of them once (S-2). `header.count` says how
 * many found room.
 */
export async function sealParcel(changes: readonly Change[], author: Author): Promise<Parcel> {
	const { key, account, made } = author;
	const pieces = piecesOf(changes);
	const header: ParcelHeader = {
		id: crypto.randomUUID(),
		device: account.deviceId,
		from: account.orgName,
		made,
		count: pieces.reduce((sum, piece) => sum + piece.length, 0),
		parts: pieces.length
	};
	const parts: string[] = [];
	for (const [index, piece] of pieces.entries()) {
		const place: Place = {
			account: account.account,
			table: 'parcel',
			id: partName(header, index)
		};
		parts.push(toBase64(await sealJson(key, place, piece)));
	}
	return { header, parts };
}

/** As an exchange would send them, the oldest first, until the file is full. */
function piecesOf(changes: readonly Change[]): Change[][] {
	const pieces: Change[][] = [];
	let bytes = 0;
	for (let at = 0; at < changes.length && pieces.length < parcelLimits.parts;) {
		const piece = fitting(changes.slice(at));
		bytes += new TextEncoder().encode(JSON.stringify(piece)).length * GROWTH;
		if (pieces.length > 0 && bytes > parcelLimits.fileBytes) break;
		pieces.push(piece);
		at += piece.length;
	}
	return pieces;
}
