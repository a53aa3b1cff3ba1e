import { refuse } from '#domain/kernel/problem';
import { entryOf, everyEntry, MOST_ENTRIES, withEntry, type Entry } from '#domain/member/entries';
import { EntryPut } from '#domain/member/entry-edits';
import { entryPath } from '#domain/member/entry-path';
import { memberFor } from '#domain/member/member-for';
import { mergeEntry } from '#domain/member/merge-entry';
import { defineMutation } from '#domain/mutation/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseEntryErrors } from '#domain/rules/refuse-errors';

/**
 * 新增 or 编辑 of one row of a list tab. Two people who add two rows both win, because each row has
 * its own id; in the same row fields merge as in 保存 of a tab (S-4).
 */
export const putEntry = defineMutation({
	name: 'member.entry.put',
	args: EntryPut,

	async run(tx, { memberId, list, entryId, edits }, { actor, at, changeId }) {
		const before = await memberFor(tx, memberId, actor, 'member.entry.put');
		const stored = entryOf(before, list, entryId) ?? firstOf(edits, entryId, at);
		if (
			Object.keys(everyEntry(before, list)).length >= MOST_ENTRIES &&
			!entryOf(before, list, entryId)
		)
			refuse({ code: 'input.invalid', path: list, reason: 'too many entries' });

		const { entry, collisions } = mergeEntry(list, stored, edits);
		for (const { field, kept, other, lost } of collisions) {
			tx.put('conflict', {
				id: `${changeId}:${list}:${field}`,
				memberId,
				branchId: before.branchId,
				field: entryPath(list, entryId, field),
				kept,
				other,
				otherBy: lost ? actor.account : '',
				otherAt: lost ? at : '',
				touchedBy: changeId
			});
		}
		const after = { ...withEntry(before, list, entryId, entry), touchedBy: changeId };
		refuseEntryErrors(after, { list, entryId, at }, before);
		tx.put('member', withdrawReasons(before, after, at));
	}
});

/** A new entry. An edit of one that is not here (its 新增 was refused) must not make half of it. */
function firstOf(edits: EntryPut['edits'], entryId: string, at: string): Entry {
	if (Object.values(edits).some((edit) => edit && edit.from !== ''))
		refuse({ code: 'record.missing', table: 'member', id: entryId });
	return { addedAt: at };
}
