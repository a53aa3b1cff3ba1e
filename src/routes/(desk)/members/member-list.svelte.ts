import { untrack } from 'svelte';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import type { Completeness, CompletenessState } from '#domain/rules/completeness';
import type { Replica } from '#store/replica/replica';
import { search } from '#store/replica/search';
import { byBranch, byName } from '#ui/list/name-order';
import {
	groupOfRule,
	reducedWord,
	ruleGroups,
	stateWords,
	type RuleGroup
} from '#ui/words/state-words';
import { idSet } from './id-set';
import type { ListPlace, ListState } from './list-place.svelte';

const groups = Object.keys(ruleGroups) as RuleGroup[];

/** The groups of rules a record’s findings belong to; summaries are kept as long as they hold. */
const groupsOf = new WeakMap<Completeness, readonly RuleGroup[]>();

interface Entry {
	member: Member;
	/** The classes it is counted in; none of 已减少. */
	classes: readonly ListState[];
	groups: readonly RuleGroup[];
}

/**
 * The members of the chosen organisation that were asked for, by branch and then by name: the one
 * scope that the list, 导出名册 and 打印 share.
 */
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
		this.#replica.under(this.orgId).held.some(({ branchId }) => branchId !== this.orgId)
	);

	readonly #within = $derived.by(() => this.#place.only?.selects(this.#replica.context().today));
	/** The bar of 统计 whose members are shown, in words. */
	readonly onlyWords: string | undefined = $derived.by(() => this.#place.only?.words);

	/** Everybody in order, so that a key typed only leaves some out. */
	readonly #everybody: readonly Entry[] = $derived.by(() => {
		const under = this.#replica.under(this.orgId).held;
		const wanted = this.#within ? under.filter(this.#within) : under;
		const named = byName(wanted, this.#replica.held());
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
		return this.#inGroup
			.filter(({ classes }) => classes.includes(state))
			.map(({ member }) => member);
	});

	/** How many of what is searched for stand in each class; a member may stand in several. */
	readonly byState: Record<ListState, number> = $derived.by(() => {
		const counts = { all: 0, fix: 0, waiting: 0, problem: 0, complete: 0, reduced: 0 };
		for (const { classes } of this.#inGroup) for (const one of classes) counts[one] += 1;
		return counts;
	});
	/** How many carry a finding of each group of rules. */
	readonly byGroup: Record<RuleGroup, number> = $derived.by(() => {
		const none = groups.map((group) => [group, 0]);
		const counts = Object.fromEntries(none) as Record<RuleGroup, number>;
		const listed = this.#place.state === 'reduced' ? 'reduced' : 'all';
		for (const { classes, groups: mine } of this.#found) {
			if (classes.includes(listed)) for (const group of mine) counts[group] += 1;
		}
		return counts;
	});

	/** What narrows the list, in words; empty where it shows everybody 在册. */
	readonly narrowedBy: readonly string[] = $derived.by(() => {
		const { state, group, asked } = this.#place;
		return [
			...(state === 'all' ? [] : [state === 'reduced' ? reducedWord : stateWords[state]]),
			...(group === 'all' ? [] : [ruleGroups[group]]),
			...(this.onlyWords === undefined ? [] : [this.onlyWords]),
			...(asked.trim() === '' ? [] : [`搜索“${asked.trim()}”`])
		];
	});

	#entryOf(member: Member): Entry {
		const summary = this.#replica.summary(member);
		let mine = groupsOf.get(summary);
		if (!mine) {
			const { findings } = summary;
			mine = groups.filter((group) => findings.some(({ rule }) => groupOfRule(rule) === group));
			groupsOf.set(summary, mine);
		}
		return { member, classes: isOnRoster(member) ? listed(summary) : REDUCED, groups: mine };
	}
}

const REDUCED: readonly ListState[] = ['reduced'];
const withAll = new WeakMap<readonly CompletenessState[], readonly ListState[]>();

/** Summaries share their few combinations of classes, and so do the rows of the list. */
function listed({ classes }: Completeness): readonly ListState[] {
	let all = withAll.get(classes);
	if (!all) withAll.set(classes, (all = ['all', ...classes]));
	return all;
}
