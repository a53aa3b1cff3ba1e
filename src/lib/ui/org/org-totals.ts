import { untrack } from 'svelte';
import type { Member } from '#domain/model/member/member';
import { chainOf } from '#domain/model/org/tree';
import type { Org } from '#domain/model/org/org';

/** Members of an organisation’s whole subtree, and the mean of their 信息完整度, rounded down. */
export interface OrgTotal {
	members: number;
	percent: number;
}

let known: readonly Member[] | undefined;
let knownOrgs: readonly Org[] | undefined;
let totals: ReadonlyMap<string, OrgTotal> = new Map();

/**
 * The totals of every organisation in one walk over the members, kept until either list is another
 * one. Organisations without members are not in it: there is no mean of nobody.
 */
export function orgTotals(
	orgs: readonly Org[],
	members: readonly Member[],
	percentOf: (member: Member) => number
): ReadonlyMap<string, OrgTotal> {
	if (known === members && knownOrgs === orgs) return totals;
	const branches = new Map<string, { members: number; sum: number }>();
	// The caller has read both lists and follows them; one watcher per member would be thousands.
	untrack(() => {
		for (const member of members) {
			let branch = branches.get(member.branchId);
			if (!branch) branches.set(member.branchId, (branch = { members: 0, sum: 0 }));
			branch.members += 1;
			branch.sum += percentOf(member);
		}
	});
	const sums = new Map<string, { members: number; sum: number }>();
	for (const org of orgs) {
		const branch = branches.get(org.id);
		if (!branch) continue;
		for (const id of chainOf(org)) {
			const above = sums.get(id) ?? { members: 0, sum: 0 };
			sums.set(id, { members: above.members + branch.members, sum: above.sum + branch.sum });
		}
	}
	known = members;
	knownOrgs = orgs;
	totals = new Map(
		[...sums].map(([id, { members: count, sum }]) => [
			id,
			{ members: count, percent: Math.floor(sum / count) }
		])
	);
	return totals;
}
