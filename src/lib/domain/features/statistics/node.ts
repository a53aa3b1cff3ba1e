import { orgType } from '#domain/codes/org-type';
import { covers } from '#domain/model/org/tree';
import type { Org } from '#domain/model/org/org';

/** The organisation 统计 is about, with everything below it. */
export interface StatisticsNode {
	/** Whether the members of that branch are counted here. */
	holds(branchId: string): boolean;
	/** A branch: then a move within its committee comes from outside or leads there. */
	isBranch: boolean;
}

export function nodeOf(org: Org, orgs: readonly Org[]): StatisticsNode {
	const within = new Set(orgs.filter((one) => covers(org.id, one)).map(({ id }) => id));
	return {
		holds: (branchId) => within.has(branchId),
		isBranch: orgType.row(org.type)?.holdsMembers === true
	};
}
