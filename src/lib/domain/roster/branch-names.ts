import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/org/org';
import { covers } from '#domain/org/tree';

export type BranchReading = { org: Org } | { unknown: string; nearest?: Org };

/** Least likeness (0 … 1) at which a branch is proposed for a name that nobody knows. */
const ALIKE = 0.6;

function key(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\s+/g, '')
		.replace(/^(?:中国共产党|中共)/, '');
}

/** 所在党组织 in a file: full name, short name, code, or code and name in one cell. */
export class BranchNames {
	readonly #byKey = new Map<string, Org[]>();
	readonly #seen = new Map<string, BranchReading>();
	readonly #branches: Org[];

	readonly #actorOrgId: string;

	constructor(orgs: readonly Org[], actorOrgId: string) {
		this.#actorOrgId = actorOrgId;
		for (const org of orgs) {
			for (const name of new Set([key(org.fullName), key(org.shortName), org.code, org.id])) {
				this.#byKey.set(name, [...(this.#byKey.get(name) ?? []), org]);
			}
		}
		this.#branches = orgs.filter(
			(org) => orgType.row(org.type)?.holdsMembers === true && this.inReach(org)
		);
	}

	/** Whether the person who imports may write members of this organisation. */
	inReach(org: Org): boolean {
		return covers(this.#actorOrgId, org);
	}

	/** The actor’s own organisation where it is a branch: then a file needs no branch column. */
	get own(): Org | undefined {
		return this.#branches.find((org) => org.id === this.#actorOrgId);
	}

	read(raw: string): BranchReading {
		const before = this.#seen.get(raw);
		if (before) return before;
		const reading = this.#work(raw);
		if (this.#seen.size < 5000) this.#seen.set(raw, reading);
		return reading;
	}

	#work(raw: string): BranchReading {
		const text = key(raw.replace(/^'/, ''));
		const coded = /^(\d{6,20})\D/.exec(text)?.[1];
		const found = this.#byKey.get(text) ?? (coded ? this.#byKey.get(coded) : undefined) ?? [];
		const near = found.filter((org) => this.inReach(org));
		const only = near.length > 0 ? near : found;
		if (only.length === 1 && only[0]) return { org: only[0] };
		const nearest = only.length === 0 ? this.#nearest(text) : undefined;
		return { unknown: raw.trim(), ...(nearest ? { nearest } : {}) };
	}

	#nearest(text: string): Org | undefined {
		let best: Org | undefined;
		let bestScore = ALIKE;
		for (const org of this.#branches) {
			const score = Math.max(likeness(text, key(org.shortName)), likeness(text, key(org.fullName)));
			if (score > bestScore) [best, bestScore] = [org, score];
		}
		return best;
	}
}

/** Dice’s coefficient over pairs of neighbouring characters: 1 for equal texts, 0 for nothing shared. */
function likeness(a: string, b: string): number {
	const pairs = (text: string) =>
		new Set([...text].slice(1).map((char, i) => `${[...text][i]}${char}`));
	const [one, two] = [pairs(a.slice(0, 60)), pairs(b.slice(0, 60))];
	if (one.size + two.size === 0) return 0;
	return (2 * [...one].filter((pair) => two.has(pair)).length) / (one.size + two.size);
}
