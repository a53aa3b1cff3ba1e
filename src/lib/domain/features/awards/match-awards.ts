import type { AwardRow } from '#domain/features/awards/award-list';
import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';

/** Who a row means: one record, several among which a person chooses, or nobody. */
export type AwardMatch =
	| { row: AwardRow; result: 'one'; member: Member }
	| { row: AwardRow; result: 'needs-answer'; candidates: readonly Member[] }
	/** `sameName`: members of that name whose ID number ends otherwise; those are other persons. */
	| { row: AwardRow; result: 'no-match'; sameName: number };

/**
 * Finds the members of a name list. A name alone never identifies a person: without the end of the
 * ID number a person chooses, even where only one has the name. Where name and number leave two, the
 * branch decides only if it is one of today’s, by its whole name.
 */
export function matchAwards(
	rows: readonly AwardRow[],
	members: readonly Member[],
	org: (id: string) => Org | undefined
): AwardMatch[] {
	const byName = Map.groupBy(members, ({ name }) => name);
	return rows.map((row): AwardMatch => {
		const named = byName.get(row.name) ?? [];
		const found = named.filter(({ idNumber }) => idNumber.endsWith(row.idTail));
		const [first, ...others] = found;
		if (!first) return { row, result: 'no-match', sameName: named.length };
		if (row.idTail.length < SURE) return { row, result: 'needs-answer', candidates: found };
		if (others.length === 0) return { row, result: 'one', member: first };
		const there = found.filter(({ branchId }) => isNamed(org(branchId), row.branch));
		return there.length === 1 && there[0]
			? { row, result: 'one', member: there[0] }
			: { row, result: 'needs-answer', candidates: found };
	});
}

/** Characters of an ID number’s end that, with the name, are taken for the person. */
const SURE = 4;

function isNamed(org: Org | undefined, name: string): boolean {
	return org !== undefined && (org.fullName === name || org.shortName === name);
}
