import type { PhotoBytes } from '#domain/picture/photo-transfer';
import type { App } from '#server/app';
import { transact } from '#server/db/transact';
import { photoInSight, type PhotoName } from '#server/photo/named-photo';
import { stillEnrolled } from '#server/session/still-enrolled';
import type { Principal } from '#server/sync/principal';

/** The bytes, null while they have not arrived; undefined where there is no such photo for this account. */
export async function givePhoto(
	app: App,
	principal: Principal,
	name: PhotoName
): Promise<PhotoBytes | undefined> {
	return transact(app.db, async (trx) => {
		await stillEnrolled(trx, principal);
		if (!(await photoInSight(trx, principal, name))) return undefined;
		const row = await trx
			.selectFrom('photo')
			.select('data')
			.where('campus', '=', principal.campus)
			.where('member', '=', name.member)
			.where('id', '=', name.photo)
			.where('whole', '=', 1)
			.executeTakeFirst();
		return { data: row ? Buffer.from(row.data).toString('base64') : null };
	});
}
