import { refuse } from '#domain/kernel/problem';
import { entryOf, isRemoved, valuesOf, withEntry } from '#domain/model/member/entries';
import { EntryName, EntryRemoval } from '#domain/mutations/member/entry-edits';
import { memberFor } from '#domain/mutations/member/authority';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseEntryErrors } from '#domain/rules/refuse-errors';

/**
 * 移除 of one row of a list tab: the row keeps its values and leaves the list. What somebody else
 * changed meanwhile was not seen by whoever removes it, so then it stays and the removal waits (S-5).
 */
export const removeEntry = defineMutation({
	name: 'member.entry.remove',
	args: EntryRemoval,

	async run(tx, { memberId, list, entryId, seen }, context) {
		const { today, changeId } = context;
		const before = await memberFor(tx, memberId);
		if (remembers(before, changeId)) return;
		const entry = entryOf(before, list, entryId);
		if (!entry) refuse({ code: 'record.missing', table: 'member', id: entryId });
		if (isRemoved(entry)) return;
		for (const [key, value] of Object.entries(valuesOf(list, entry))) {
			if ((seen[key] ?? '') !== value)
				refuse({ code: 'record.touched', table: 'member', id: entryId });
		}
		const gone = withEntry(before, list, entryId, { ...entry, removed: '1' });
		const after = remembering(gone, { kind: 'removed', row: `${list}/${entryId}` }, context);
		tx.put('member', withdrawReasons(before, after, today));
	}
});

/** 撤销 of a removal. */
export const restoreEntry = defineMutation({
	name: 'member.entry.restore',
	args: EntryName,

	async run(tx, { memberId, list, entryId }, context) {
		const { today, changeId } = context;
		const before = await memberFor(tx, memberId);
		if (remembers(before, changeId)) return;
		const entry = entryOf(before, list, entryId);
		if (!entry) refuse({ code: 'record.missing', table: 'member', id: entryId });
		if (!isRemoved(entry)) return;
		const back = withEntry(before, list, entryId, { ...entry, removed: '' });
		const after = remembering(back, { kind: 'restored', row: `${list}/${entryId}` }, context);
		refuseEntryErrors(after, { list, entryId, today });
		tx.put('member', after);
	}
});
