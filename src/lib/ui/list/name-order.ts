import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
let known: readonly Member[] | undefined;
let ordered: readonly Member[] = [];

/** All of them in the order of names as a dictionary has it (pinyin). */
function inOrder(members: readonly Member[]): readonly Member[] {
	if (known === members) return ordered;
	// Comparing Chinese texts is slow and edits are few: from the last order most stand right already.
	const ranks = new Map(ordered.map((member, index) => [member.id, index]));
	const last = members.length;
	const sorted = [...members].sort((a, b) => (ranks.get(a.id) ?? last) - (ranks.get(b.id) ?? last));
	known = members;
	ordered = sorted.sort((a, b) => collator.compare(a.name, b.name));
	return ordered;
}

/** `found` in the order of names; `all` are the members it was taken from, whose order is kept. */
export function byName(found: readonly Member[], all: readonly Member[]): readonly Member[] {
	const order = inOrder(all);
	if (found.length === all.length) return order;
	const wanted = new Set(found);
	return order.filter((member) => wanted.has(member));
}

/** Branch by branch, in the order of the organisations’ codes; within a branch the order given. */
export function byBranch(members: readonly Member[], orgs: readonly Org[]): readonly Member[] {
	if (orgs.length < 2) return members;
	const inTurn = [...orgs].sort((a, b) => (a.code < b.code ? -1 : 1));
	const branches = new Map<string, Member[]>(inTurn.map((org) => [org.id, []]));
	for (const member of members) {
		const branch = branches.get(member.branchId);
		if (branch) branch.push(member);
		else branches.set(member.branchId, [member]);
	}
	return [...branches.values()].flat();
}
