import { FIRST_BULK_ROUND, type BulkChange } from '#domain/features/bulk/bulk-change';
import type { EntryPut } from '#domain/mutations/member/entry-edits';
import { everyEntry, isRemoved } from '#domain/model/member/entries';
import type { Member } from '#domain/model/member/member';
import { putEntry } from '#domain/mutations/member/put-entry';
import { importOrigin, rowId } from '#domain/features/roster/row-id';

export interface ChosenAward {
	row: number;
	member: Member;
	honour: string;
}

export interface AwardDecision {
	approvedOn: string;
	approvedBy: string;
}

/** What rows of one list have brought so far, on whichever record, from whichever device. */
export class AwardsOfList {
	readonly #hash: string;
	readonly #orgId: string;
	readonly #entries = new Map<string, { member: Member; removed: boolean }>();

	/**
	 * @param hash digits of the list’s SHA-256: the same list again adds nothing
	 * @param orgId whoever applies it: where two organisations mean two persons by one row, neither
	 * takes the other’s change for its own
	 */
	constructor(hash: string, orgId: string, members: readonly Member[]) {
		this.#hash = hash;
		this.#orgId = orgId;
		for (const member of members) {
			if (!member.entries?.rewards) continue;
			for (const [id, entry] of Object.entries(everyEntry(member, 'rewards')))
				this.#entries.set(id, { member, removed: isRemoved(entry) });
		}
	}

	/** The member who has the award of this row already. */
	holder(row: number): Member | undefined {
		return this.#at(row).held;
	}

	/**
	 * One change per person. Ids follow from the list, so the same list on another device or another
	 * day is the same entries; after 撤销 it is a new round.
	 */
	changes(
		chosen: readonly ChosenAward[],
		{ approvedOn, approvedBy }: AwardDecision
	): (BulkChange & { args: EntryPut })[] {
		const origin = importOrigin(this.#hash, this.#orgId, 0);
		return chosen.flatMap(({ row, member, honour }) => {
			const { round, held } = this.#at(row);
			if (held) return [];
			const edits = Object.fromEntries(
				Object.entries({ honour, approvedOn, approvedBy }).map(([key, to]) => [
					key,
					{ from: '', to }
				])
			);
			const entryId = this.#entryId(row, round);
			const args: EntryPut = { memberId: member.id, list: 'rewards', entryId, edits };
			const changeId = rowId(origin, row, round, 'change');
			return [{ memberId: member.id, mutation: putEntry, args, changeId }];
		});
	}

	/** The first round whose entry was not removed again: it is held by somebody, or still free. */
	#at(row: number): { round: number; held?: Member } {
		for (let round = FIRST_BULK_ROUND; ; round += 1) {
			const there = this.#entries.get(this.#entryId(row, round));
			if (!there) return { round };
			if (!there.removed) return { round, held: there.member };
		}
	}

	#entryId(row: number, round: number): string {
		return rowId(this.#hash, row, round, 'member');
	}
}
