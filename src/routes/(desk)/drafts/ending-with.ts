import type { BatchWatch } from '#store/replica/batch';

/**
 * A batch whose draft ends in its last transaction: `saving` is the one of the draft’s home.
 * `written` is called before the draft reads its form again, which then holds nothing unsaved.
 */
export function endingWith(
	saving: BatchWatch['last'],
	written: () => void
): Pick<BatchWatch, 'last'> {
	if (!saving) return {};
	return {
		last: (write) =>
			saving(async (drafts) => {
				const made = await write(drafts);
				if (made.ok) written();
				return made;
			})
	};
}
