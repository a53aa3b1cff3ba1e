import { createHash } from 'node:crypto';
import type { Photo } from '#domain/model/member/photo';
import type { PhotoPiece, PhotoState } from '#domain/picture/photo-transfer';
import { plainJpegSize } from '#domain/picture/plain-jpeg';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { photoToBring, type PhotoName } from '#server/photo/named-photo';
import { holdAccount, stillEnrolled } from '#server/session/still-enrolled';
import type { Principal } from '#server/sync/principal';

/** `missing`: no such photo, or not for this account. `unfit`: not the bytes the record names. */
export type Taken = { kind: 'state'; state: PhotoState } | { kind: 'missing' } | { kind: 'unfit' };

/**
 * Appends a piece where the last one ended; a piece that begins elsewhere is not taken and the
 * answer says where to go on. A photo that is whole never changes again.
 */
export async function takePiece(app: App, principal: Principal, piece: PhotoPiece): Promise<Taken> {
	const data = Buffer.from(piece.data, 'base64');
	return transact(app.db, async (trx) => {
		await holdAccount(trx, principal.account);
		await stillEnrolled(trx, principal);
		const named = await photoToBring(trx, principal, piece);
		if (!named) return { kind: 'missing' };
		const held = await heldOf(trx, principal, piece);
		const { received } = held;
		if (held.whole || data.length === 0 || piece.offset !== received) return state(held);
		const grown = Buffer.concat([held.data, data]);
		const isEnd = grown.length >= named.bytes;
		if (isEnd && !isWhatIsNamed(grown, named)) {
			await forget(trx, principal, piece);
			return { kind: 'unfit' };
		}
		await write(trx, principal, piece, named, grown, isEnd ? app.now().toISOString() : '');
		return { kind: 'state', state: { received: grown.length, whole: isEnd } };
	});
}

/** All of it at once, as a revoked device hands it over. */
export async function takeWhole(
	trx: Trx,
	principal: Principal,
	name: PhotoName,
	data: Uint8Array,
	at: string
): Promise<'taken' | 'refused'> {
	const named = await photoToBring(trx, principal, name);
	if (!named || !isWhatIsNamed(data, named)) return 'refused';
	const held = await heldOf(trx, principal, name);
	if (!held.whole) await write(trx, principal, name, named, data, at);
	return 'taken';
}

/** The server’s own look: a JPEG with nothing beside its picture, of the size and hash the record names. */
function isWhatIsNamed(data: Uint8Array, { bytes, sha256, width, height }: Photo): boolean {
	if (data.length !== bytes) return false;
	const size = plainJpegSize(data);
	if (size?.width !== width || size.height !== height) return false;
	return createHash('sha256').update(data).digest('hex') === sha256;
}

interface Held {
	received: number;
	whole: boolean;
	data: Uint8Array;
}

async function heldOf(
	trx: Trx,
	{ campus }: Principal,
	{ member, photo }: PhotoName
): Promise<Held> {
	const row = await trx
		.selectFrom('photo')
		.select(['received', 'whole', 'data'])
		.where('campus', '=', campus)
		.where('member', '=', member)
		.where('id', '=', photo)
		.executeTakeFirst();
	if (!row) return { received: 0, whole: false, data: new Uint8Array(0) };
	return { ...row, whole: row.whole === 1 };
}

function state({ received, whole }: Held): Taken {
	return { kind: 'state', state: { received, whole } };
}

/** Only over what is not whole: of two tabs that send at once the slower one changes nothing. */
async function write(
	trx: Trx,
	{ campus, account, device }: Principal,
	{ member, photo }: PhotoName,
	{ sha256, bytes }: Photo,
	data: Uint8Array,
	at: string
): Promise<void> {
	const part = { received: data.length, whole: at === '' ? 0 : 1, account, device, at, data };
	await trx
		.insertInto('photo')
		.values({ campus, member, id: photo, sha256, bytes, ...part })
		.onConflict((conflict) =>
			conflict
				.columns(['campus', 'member', 'id'])
				.doUpdateSet(part)
				.where('photo.whole', '=', 0)
				.where('photo.received', '<', data.length)
		)
		.execute();
}

async function forget(
	trx: Trx,
	{ campus }: Principal,
	{ member, photo }: PhotoName
): Promise<void> {
	await trx
		.deleteFrom('photo')
		.where('campus', '=', campus)
		.where('member', '=', member)
		.where('id', '=', photo)
		.where('whole', '=', 0)
		.execute();
}
