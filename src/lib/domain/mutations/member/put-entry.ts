import { refuse } from '#domain/kernel/problem';
import { entryOf, isRemoved, withEntry } from '#domain/model/member/entries';
import type { Entry } from '#domain/model/member/entry';
import { EntryPut } from '#domain/mutations/member/entry-edits';
import { memberFor } from '#domain/mutations/member/authority';
import { entryPath } from '#domain/model/member/item';
import { refuseUnfitEntry } from '#domain/mutations/member/refuse-unfit';
import { remembering, remembers } from '#domain/mutations/member/trail';
import { withEdits, type ItemEdits } from '#domain/mutations/member/with-edits';
import { defineMutation, type Tx } from '#domain/mutations/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseEntryErrors } from '#domain/rules/refuse-errors';

/**
 * 新增 or 编辑 of one row of a list tab. Two people who add two rows both win, because each row has
 * its own id; in the same row fields merge as in 保存 of a tab (S-4).
 */
export const putEntry = defineMutation({
	name: 'member.entry.put',
	args: EntryPut,

	async run(tx, { memberId, list, entryId, edits }, context) {
		const { at, today, changeId } = context;
		const before = await memberFor(tx, memberId);
		if (remembers(before, changeId)) return;
		const stored = entryOf(before, list, entryId);
		const known = stored ?? (await storedOn(tx, memberId, list, entryId));
		refuseUnfitEntry(list, edits, known, context);

		const base = stored
			? before
			: withEntry(before, list, entryId, known ?? firstOf(edits, entryId, at));
		const merged = withEdits(base, pathed(list, entryId, edits), { kind: 'edited' }, context);
		if (merged === before) return;
		// A row that was added with nothing in it is a row all the same.
		const after = merged === base ? remembering(base, { kind: 'edited' }, context) : merged;
		refuseEntryErrors(after, { list, entryId, today }, before);
		tx.put('member', withdrawReasons(before, after, today));
	}
});

function pathed(list: EntryPut['list'], entryId: string, edits: EntryPut['edits']): ItemEdits {
	return Object.fromEntries(
		Object.entries(edits).map(([field, edit]) => [entryPath(list, entryId, field), edit])
	);
}

/**
 * The row on the record that was named. Where that one was merged away and the survivor had an
 * identical row, the edit makes it a row of its own again.
 */
async function storedOn(
	tx: Tx,
	memberId: string,
	list: EntryPut['list'],
	entryId: string
): Promise<Entry | undefined> {
	const named = await tx.get('member', memberId);
	const entry = named?.merged && entryOf(named, list, entryId);
	return entry && !isRemoved(entry) ? entry : undefined;
}

/** A new entry. An edit of one that is not here (its 新增 was refused) must not make half of it. */
function firstOf(edits: EntryPut['edits'], entryId: string, at: string): Entry {
	if (Object.values(edits).some((edit) => edit && edit.from !== ''))
		refuse({ code: 'record.missing', table: 'member', id: entryId });
	return { addedAt: at };
}
