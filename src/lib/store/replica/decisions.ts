import type { Conflict } from '#domain/model/member/conflict';
import type { Proposal } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import type { Actor } from '#domain/mutations/mutation';

/** A conflict or proposal, and the record it lies in. */
export interface OfMember<T> {
	member: Member;
	one: T;
}

interface Open {
	conflicts: readonly OfMember<Conflict>[];
	proposals: readonly OfMember<Proposal>[];
}

/** What lies in the records for people to decide. */
export interface Decisions extends Open {
	/** A committee’s branches are asked about these; it sees them and may decide as well. */
	below: Open;
	/** Decided ones, which can be taken back. */
	settled: readonly OfMember<Conflict>[];
}

export function decisionsOf(members: readonly Member[], actor: Actor): Decisions {
	const conflicts: OfMember<Conflict>[] = [];
	const proposals: OfMember<Proposal>[] = [];
	const below: { conflicts: OfMember<Conflict>[]; proposals: OfMember<Proposal>[] } = {
		conflicts: [],
		proposals: []
	};
	const settled: OfMember<Conflict>[] = [];
	const isBranch = actor.kind === 'u';
	for (const member of members) {
		for (const one of member.conflicts) {
			if (one.settled) settled.push({ member, one });
			else if (isBranch || isAuthor(one, actor)) conflicts.push({ member, one });
			else below.conflicts.push({ member, one });
		}
		for (const one of member.proposals) {
			if (one.outcome !== 'waiting') continue;
			(isBranch ? proposals : below.proposals).push({ member, one });
		}
	}
	return { conflicts, proposals, below, settled };
}

function isAuthor({ kept, other }: Conflict, { account }: Actor): boolean {
	return kept.by === account || other.by === account;
}
