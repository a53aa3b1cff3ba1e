import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { memberFor } from '#domain/mutations/member/authority';
import { PhotoFacts, photoNamed } from '#domain/model/member/photo';
import { remembering, remembers, signed } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';

/**
 * The member’s photo from now on, be it a new one or a former one taken back. The one that stood
 * there steps back into the history, whoever set it: of two people who photograph one member both
 * pictures stay, the later one shows (S-4).
 */
export const setPhoto = defineMutation({
	name: 'member.photo.set',
	args: z.strictObject({ memberId: Id, photo: PhotoFacts }),

	async run(tx, { memberId, photo }, context) {
		const before = await memberFor(tx, memberId);
		if (remembers(before, context.changeId)) return;
		const held = photoNamed(before, photo.id);
		if (held && held.sha256 !== photo.sha256)
			refuse({ code: 'record.exists', table: 'photo', id: photo.id });
		if (before.photo?.id === photo.id) return;
		const others = (before.photos ?? []).filter(({ id }) => id !== photo.id);
		const photos = before.photo ? [...others, before.photo] : others;
		const after = { ...before, photo: held ?? { ...photo, ...signed(context) }, photos };
		tx.put('member', remembering(after, { kind: 'photo-set' }, context));
	}
});
