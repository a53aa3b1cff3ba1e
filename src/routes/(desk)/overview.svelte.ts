import { untrack } from 'svelte';
import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/model/org/org';
import type { CompletenessState } from '#domain/rules/completeness';
import type { Replica } from '#store/replica/replica';
import { tallyOf } from './tally';

/** One branch in the list of a committee. */
export interface BranchLine {
	org: Org;
	members: number;
	/** Mean 信息完整度, rounded down: 100 only when every record is complete. */
	percent: number;
	/** Members whose record is not complete. */
	open: number;
}

/** 信息完整度 of everybody in an account’s scope: the mean, the four classes, branch by branch. */
export class Overview {
	readonly #replica: Replica;

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** 在册. */
	readonly members = $derived.by(() => this.#replica.under(this.#replica.account.orgId).members);
	/** 已减少 too: how they left may still have to be filled in. */
	readonly held = $derived.by(() => this.#replica.under(this.#replica.account.orgId).held);

	/** A branch sees its people, a committee its branches. */
	readonly isBranch = $derived.by(() => {
		const own = this.#replica.org(this.#replica.account.orgId);
		return own ? orgType.row(own.type)?.holdsMembers === true : this.#replica.account.kind === 'u';
	});

	/** Follows the store once; a watcher per member would be thousands. */
	readonly #tally = $derived.by(() => {
		const { members } = this;
		this.#replica.context();
		return untrack(() => tallyOf(members, (member) => this.#replica.summary(member)));
	});

	get counts(): Record<CompletenessState, number> {
		return this.#tally.counts;
	}

	/** The mean over all members, rounded down. */
	readonly percent = $derived.by(() => {
		let sum = 0;
		for (const branch of this.#tally.branches.values()) sum += branch.sum;
		return this.members.length === 0 ? 0 : Math.floor(sum / this.members.length);
	});

	/** The lowest first. */
	readonly branches = $derived.by((): BranchLine[] => {
		const lines: BranchLine[] = [];
		for (const [id, { members, sum, open }] of this.#tally.branches) {
			const org = this.#replica.org(id);
			if (org) lines.push({ org, members, percent: Math.floor(sum / members), open });
		}
		return lines.sort((a, b) => a.percent - b.percent || b.open - a.open);
	});
}
