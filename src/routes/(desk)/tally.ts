import type { Member } from '#domain/model/member/member';
import type { Completeness, CompletenessState } from '#domain/rules/completeness';

/** What the records of one branch add up to. */
export interface BranchTally {
	members: number;
	/** Of the percents. */
	sum: number;
	/** Records that are not complete. */
	open: number;
}

export interface Tally {
	/** Records that stand in each class; one may stand in several. */
	counts: Record<CompletenessState, number>;
	/** By the id of the branch; branches without members are not in it. */
	branches: ReadonlyMap<string, BranchTally>;
}

/** 信息完整度 of many records in one walk. */
export function tallyOf(
	members: readonly Member[],
	summary: (member: Member) => Completeness
): Tally {
	const counts = { fix: 0, waiting: 0, problem: 0, complete: 0 };
	const branches = new Map<string, BranchTally>();
	for (const member of members) {
		const { classes, state, percent } = summary(member);
		for (const one of classes) counts[one] += 1;
		let branch = branches.get(member.branchId);
		if (!branch) branches.set(member.branchId, (branch = { members: 0, sum: 0, open: 0 }));
		branch.members += 1;
		branch.sum += percent;
		if (state !== 'complete') branch.open += 1;
	}
	return { counts, branches };
}
