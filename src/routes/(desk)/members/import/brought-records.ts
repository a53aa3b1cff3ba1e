import { admitMember } from '#domain/mutations/member/admit-member';
import type { Member } from '#domain/model/member/member';
import { isHeld } from '#domain/model/member/held';
import {
	isAsImported,
	reinstateMember,
	retractMember
} from '#domain/mutations/member/retract-member';
import type { RosterRow } from '#domain/features/roster/report';
import type { Making } from '#store/replica/batch';
import type { Replica } from '#store/replica/replica';
import { doubleOf } from '../double-of';

/** What brings the row in, the same change whenever it is tried. */
export function admitting({ memberId, values, changeId }: RosterRow): Making {
	return { mutation: admitMember, args: { id: memberId, values, imported: true }, changeId };
}

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
		const member = this.of(row);
		return member?.importedBy === row.changeId && !member.retracted && isAsImported(member);
	}

	withdrawn(row: RosterRow): boolean {
		return this.of(row)?.retracted === '1';
	}

	retracting(row: RosterRow): Making {
		const args = { id: this.of(row)?.id ?? row.memberId, importedBy: row.changeId };
		return { mutation: retractMember, args };
	}

	readonly reinstating = (row: RosterRow): Making => ({
		mutation: reinstateMember,
		args: { id: this.of(row)?.id ?? row.memberId }
	});

	/** How 撤销本次导入 taken back ended. */
	reinstated(rows: readonly RosterRow[]) {
		const done = rows.filter((row) => this.asBrought(row));
		const left = rows.filter((row) => this.withdrawn(row));
		return { what: 'reinstated' as const, done, kept: [], left };
	}

	/** The rows that seem to have brought a second record of somebody, with both records. */
	doubles(rows: readonly RosterRow[]): { row: RosterRow; member: Member; other: Member }[] {
		return rows.flatMap((row) => {
			const member = this.of(row);
			if (!member || !isHeld(member)) return [];
			const replica = this.#replica;
			const other = doubleOf(replica, member, 'ID-07') ?? doubleOf(replica, member, 'ID-09');
			return other ? [{ row, member, other }] : [];
		});
	}
}
