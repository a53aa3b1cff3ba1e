import { untrack } from 'svelte';
import type { Member } from '#domain/member/member';
import type { Completeness, CompletenessState } from '#domain/rules/completeness';
import type { Replica } from '#store/replica';
import { search } from '#store/search';
import { byBranch, byName } from '#ui/name-order';
import { groupOfRule, ruleGroups, type RuleGroup } from '#ui/state-words';
import { idSet } from './id-set';
import type { ListPlace } from './list-place.svelte';

const groups = Object.keys(ruleGroups) as RuleGroup[];

/** The groups of rules a record’s findings belong to; summaries are kept as long as they hold. */
const groupsOf = new WeakMap<Completeness, readonly RuleGroup[]>();

interface Entry {
	member: Member;
	state: CompletenessState;
	groups: readonly RuleGroup[];
}

/** The members of the chosen organisation that were asked for, by branch and then by name. */
export class MemberList {
	readonly #replica: Replica;
	readonly #place: ListPlace;

	constructor(replica: Replica, place: ListPlace) {
		this.#replica = replica;
		this.#place = place;
	}

	readonly orgId = $derived.by(() => {
		const { orgId } = this.#place;
		return this.#replica.org(orgId) ? orgId : this.#replica.account.orgId;
	});
	/** Whether the chosen organisation holds more than one branch’s members. */
	readonly spans = $derived.by(() =>
		this.#replica.membersUnder(this.orgId).some(({ branchId }) => branchId !== this.orgId)
	);

	readonly #within = $derived.by(() => this.#place.only?.selects(this.#replica.context().today));
	/** The bar of 统计 whose members are shown, in words. */
	readonly onlyWords: string | undefined = $derived.by(() => this.#place.only?.words);

	/** Everybody in order, so that a key typed only leaves some out. */
	readonly #everybody: readonly Entry[] = $derived.by(() => {
		const under = this.#replica.membersUnder(this.orgId);
		const wanted = this.#within ? under.filter(this.#within) : under;
		const named = byName(wanted, this.#replica.members());
		const inOrder = byBranch(named, this.#replica.orgs());
		// One tracked read above follows the store; one per member would make thousands of watchers.
		return untrack(() => inOrder.map((member) => this.#entryOf(member)));
	});
	readonly #found: readonly Entry[] = $derived.by(() => {
		const { asked } = this.#place;
		if (asked.trim() === '') return this.#everybody;
		const hits = idSet(search(this.#replica, asked).map(({ id }) => id));
		return this.#everybody.filter(({ member }) => hits.has(member.id));
	});
	readonly #inGroup: readonly Entry[] = $derived.by(() => {
		const { group } = this.#place;
		if (group === 'all') return this.#found;
		return this.#found.filter((entry) => entry.groups.includes(group));
	});
	readonly shown: readonly Member[] = $derived.by(() => {
		const { state } = this.#place;
		const entries =
			state === 'all' ? this.#inGroup : this.#inGroup.filter((entry) => entry.state === state);
		return entries.map(({ member }) => member);
	});

	/** How many of what is searched for stand in each class. */
	readonly byState: Record<CompletenessState | 'all', number> = $derived.by(() => {
		const counts = { all: this.#inGroup.length, fix: 0, waiting: 0, problem: 0, complete: 0 };
		for (const { state } of this.#inGroup) counts[state] += 1;
		return counts;
	});
	/** How many carry a finding of each group of rules. */
	readonly byGroup: Record<RuleGroup, number> = $derived.by(() => {
		const none = groups.map((group) => [group, 0]);
		const counts = Object.fromEntries(none) as Record<RuleGroup, number>;
		for (const entry of this.#found) for (const group of entry.groups) counts[group] += 1;
		return counts;
	});

	#entryOf(member: Member): Entry {
		const summary = this.#replica.summary(member);
		let mine = groupsOf.get(summary);
		if (!mine) {
			const { findings } = summary;
			mine = groups.filter((group) => findings.some(({ rule }) => groupOfRule(rule) === group));
			groupsOf.set(summary, mine);
		}
		return { member, state: summary.state, groups: mine };
	}
}
