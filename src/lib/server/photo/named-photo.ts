import type { Member } from '#domain/model/member/member';
import { photoNamed, type Photo } from '#domain/model/member/photo';
import type { Trx } from '#server/db/schema';
import type { Principal } from '#server/sync/principal';

export interface PhotoName {
	member: string;
	photo: string;
}

/**
 * What the record says of the photo, to whom the record is in sight now (S-17): the very sight by
 * which rows are sent, asked in the same transaction. Missing and foreign are one answer.
 */
export async function photoInSight(
	trx: Trx,
	principal: Principal,
	{ member, photo }: PhotoName
): Promise<Photo | undefined> {
	const seen = await trx
		.selectFrom('sight')
		.select('id')
		.where('org_id', '=', principal.orgId)
		.where('tbl', '=', 'member')
		.where('id', '=', member)
		.where('gone', '=', 0)
		.executeTakeFirst();
	return seen && photoIn(trx, principal, { member, photo });
}

/**
 * Who may bring the bytes: whoever sees the record, and the account whose accepted change named the
 * photo, should the member have moved away meanwhile. It can bring the very bytes of that hash and
 * learns nothing but how many arrived; so a photo made offline reaches the new branch (S-7).
 */
export async function photoToBring(
	trx: Trx,
	principal: Principal,
	name: PhotoName
): Promise<Photo | undefined> {
	const named = await photoInSight(trx, principal, name);
	if (named) return named;
	const own = await photoIn(trx, principal, name);
	return own?.by === principal.account ? own : undefined;
}

async function photoIn(
	trx: Trx,
	{ campus }: Pick<Principal, 'campus'>,
	{ member, photo }: PhotoName
): Promise<Photo | undefined> {
	const record = await trx
		.selectFrom('record')
		.select('json')
		.where('campus', '=', campus)
		.where('id', '=', member)
		.where('tbl', '=', 'member')
		.executeTakeFirst();
	if (!record) return undefined;
	const named = JSON.parse(record.json) as Member;
	const found = photoNamed(named, photo);
	// A photo of a record that was merged away may have reached the survivor alone.
	return found ?? (named.merged && photoIn(trx, { campus }, { member: named.merged.into, photo }));
}
