import type { EntryPut } from '#domain/member/entry-edits';
import { entryOf, isRemoved, valuesOf } from '#domain/member/entries';
import type { Member } from '#domain/member/member';
import { putEntry } from '#domain/member/put-entry';
import { removeEntry } from '#domain/member/remove-entry';
import { rowId } from '#domain/roster/row-id';

/** Rounds of a name list; those below belong to the same file taken as a roster. */
const FIRST_ROUND = 128;

export interface ChosenAward {
	row: number;
	member: Member;
	honour: string;
}

export interface AwardDecision {
	approvedOn: string;
	approvedBy: string;
	/** Digits of the list’s SHA-256: the same list again adds nothing. */
	listHash: string;
}

/**
 * One change per person, all to be made as one batch. Ids follow from the list, so the same list
 * on another device or another day is the same entries; after 撤销 it is a new round.
 */
export function awardChanges(
	chosen: readonly ChosenAward[],
	{ approvedOn, approvedBy, listHash }: AwardDecision
): { mutation: typeof putEntry; args: EntryPut; changeId: string }[] {
	return chosen.flatMap(({ row, member, honour }) => {
		let round = FIRST_ROUND;
		const idOf = () => rowId(listHash, row, round, 'member');
		const removed = () => {
			const entry = entryOf(member, 'rewards', idOf());
			return entry !== undefined && isRemoved(entry);
		};
		while (removed()) round += 1;
		if (entryOf(member, 'rewards', idOf())) return [];
		const values = { honour, approvedOn, approvedBy };
		const edits = Object.fromEntries(
			Object.entries(values).map(([key, to]) => [key, { from: '', to }])
		);
		const args: EntryPut = { memberId: member.id, list: 'rewards', entryId: idOf(), edits };
		return [{ mutation: putEntry, args, changeId: rowId(listHash, row, round, 'change') }];
	});
}

/** 撤销 of such a batch: the entries it added, as they stand now on the records. */
export function withdrawAwards(
	batch: readonly { args: EntryPut }[],
	memberOf: (id: string) => Member | undefined
) {
	return batch.flatMap(({ args: { memberId, list, entryId } }) => {
		const member = memberOf(memberId);
		const entry = member && entryOf(member, list, entryId);
		if (!entry || isRemoved(entry)) return [];
		const seen = valuesOf(list, entry);
		return [{ mutation: removeEntry, args: { memberId, list, entryId, seen } }];
	});
}
