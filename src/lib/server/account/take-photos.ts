import { PHOTO_OWNER, sealedPlace, type RescueEntry } from '#domain/account/rescue';
import type { App } from '#server/app';
import { opened } from '#server/account/opened';
import { takeWhole } from '#server/photo/take-piece';
import type { Who } from '#server/sync/who';

/** Photos of a revoked device: opened like its journal, judged like every upload. */
export async function takePhotos(
	app: App,
	who: Who,
	key: Buffer | undefined,
	photos: readonly RescueEntry[]
): Promise<{ unreadable: number; refused: number }> {
	const sum = { unreadable: 0, refused: 0 };
	for (const { id, sealed } of photos) {
		const plain = opened(key, sealedPlace(who.account, 'photo', id), sealed);
		if (!plain) {
			sum.unreadable += 1;
			continue;
		}
		const member = plain.toString('latin1', 0, PHOTO_OWNER);
		const data = plain.subarray(PHOTO_OWNER);
		const outcome = await takeWhole(app, who, { member, photo: id }, data);
		if (outcome === 'refused') sum.refused += 1;
	}
	return sum;
}
