import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { memberFor } from '#domain/mutations/member/authority';
import { photoNamed } from '#domain/model/member/photo';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';

/**
 * 删除 of the photo its author saw: it steps back into the history, from where it can be taken
 * back. A photo that somebody set meanwhile was not seen and stays.
 */
export const removePhoto = defineMutation({
	name: 'member.photo.remove',
	args: z.strictObject({ memberId: Id, photoId: Id }),

	async run(tx, { memberId, photoId }, context) {
		const before = await memberFor(tx, memberId);
		if (remembers(before, context.changeId)) return;
		if (!photoNamed(before, photoId))
			refuse({ code: 'record.missing', table: 'photo', id: photoId });
		if (before.photo?.id !== photoId) return;
		const photos = [...(before.photos ?? []), before.photo];
		const after = { ...before, photo: null, photos };
		tx.put('member', remembering(after, { kind: 'photo-removed' }, context));
	}
});
