import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';
import {
	compareBranchNames,
	readBranchName,
	schoolOf,
	withoutSchool,
	type BranchLikeness,
	type BranchName
} from './branch-name';

/**
 * `org`: the one of that name, in reach or not. `elsewhere`: the name is none of the actor’s
 * branches, and this device does not hold the rest of the campus. `open`: a person has to say which;
 * `several` have the name, `nearest` has it in another spelling.
 */
export type BranchReading =
	{ org: Org } | { elsewhere: string } | { open: string; several: boolean; nearest?: Org };

function key(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\s\u200b-\u200f\ufeff]+/g, '')
		.replace(/^(?:中国共产党|中共)/, '');
}

interface KnownBranch {
	org: Org;
	short: BranchName;
	full: BranchName;
	/** What stands in front of the unit in full names of this campus. */
	school: string;
}

/** 所在党组织 in a file: full name, short name, code, or code and name in one cell. */
export class BranchNames {
	readonly #byKey = new Map<string, Org[]>();
	readonly #seen = new Map<string, BranchReading>();
	readonly #branches: readonly KnownBranch[];
	readonly #actorOrgId: string;
	/** Whether the device holds every organisation of the campus, so that it can say “there is none”. */
	readonly #whole: boolean;

	constructor(orgs: readonly Org[], actorOrgId: string) {
		this.#actorOrgId = actorOrgId;
		this.#whole = orgs.some((org) => org.id === actorOrgId && org.parentId === null);
		for (const org of orgs) {
			for (const name of new Set([key(org.fullName), key(org.shortName), org.code, org.id])) {
				this.#byKey.set(name, [...(this.#byKey.get(name) ?? []), org]);
			}
		}
		this.#branches = orgs
			.filter((org) => orgType.row(org.type)?.holdsMembers === true && this.inReach(org))
			.map(known);
	}

	/** Whether the person who imports may write members of this organisation. */
	inReach(org: Org): boolean {
		return covers(this.#actorOrgId, org);
	}

	/** The actor’s own organisation where it is a branch: a file that names no branch at all is its. */
	get own(): Org | undefined {
		return this.#branches.find(({ org }) => org.id === this.#actorOrgId)?.org;
	}

	read(raw: string): BranchReading {
		const before = this.#seen.get(raw);
		if (before) return before;
		const reading = this.#work(raw);
		if (this.#seen.size < 5000) this.#seen.set(raw, reading);
		return reading;
	}

	#work(raw: string): BranchReading {
		const open = raw.trim();
		const text = key(raw.replace(/^'/, ''));
		if (text === '') return { open, several: false };
		const coded = /^(\d{6,20})\D/.exec(text)?.[1];
		const found = this.#byKey.get(text) ?? (coded ? this.#byKey.get(coded) : undefined) ?? [];
		const near = found.filter((org) => this.inReach(org));
		const [only, ...more] = near.length > 0 ? near : found;
		if (only && more.length === 0) return { org: only };
		if (only) return { open, several: true };
		const name = readBranchName(text);
		const likeness = this.#branches.map((branch) => ({
			branch,
			likeness: compareWith(branch, name)
		}));
		const same = likeness.filter((one) => one.likeness === 'same');
		const nearest = same.length === 1 ? same[0]?.branch.org : undefined;
		if (!this.#whole && likeness.every((one) => one.likeness === 'other')) {
			return { elsewhere: open };
		}
		return { open, several: false, ...(nearest ? { nearest } : {}) };
	}
}

function known(org: Org): KnownBranch {
	const [short, full] = [readBranchName(org.shortName), readBranchName(org.fullName)];
	return { org, short, full, school: schoolOf(full, short) };
}

/** Against the short and the full name; the closer of the two counts. */
function compareWith({ short, full, school }: KnownBranch, name: BranchName): BranchLikeness {
	const found = [
		compareBranchNames(withoutSchool(name, school), short),
		compareBranchNames(name, full)
	];
	if (found.includes('same')) return 'same';
	// A unit that is part of the school’s own name says nothing: the short name decides.
	return school === '' && found.includes('open') ? 'open' : (found[0] ?? 'other');
}
