import type { Member } from '#domain/member/member';
import type { RosterRow } from '#domain/roster/report';
import type { Replica } from '#store/replica';

/**
 * The records that rows of a file brought, as they stand now. A record is found by the change that
 * brought it: where another branch holds the id of the row, it stands under another.
 */
export class BroughtRecords {
	readonly #replica: Replica;
	readonly #byChange: ReadonlyMap<string, Member>;

	constructor(replica: Replica) {
		this.#replica = replica;
		this.#byChange = new Map(replica.everyMember().map((member) => [member.importedBy, member]));
	}

	of({ changeId, memberId }: RosterRow): Member | undefined {
		return this.#byChange.get(changeId) ?? this.#replica.member(memberId);
	}

	/** Whether the record stands as this row brought it: then, and only then, it can be undone. */
	asBrought(row: RosterRow): boolean {
		return this.of(row)?.touchedBy === row.changeId;
	}

	withdrawn(row: RosterRow): boolean {
		return this.of(row)?.retracted === '1';
	}
}
