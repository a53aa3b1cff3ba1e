import type { Conflict } from '#domain/member/conflict';
import type { Proposal } from '#domain/member/departure';
import type { Member } from '#domain/member/member';

/** A conflict or proposal, and the record it lies in. */
export interface OfMember<T> {
	member: Member;
	one: T;
}

/** What lies in the records for people to decide. */
export interface Matters {
	/** Open ones. */
	conflicts: readonly OfMember<Conflict>[];
	proposals: readonly OfMember<Proposal>[];
	/** Decided ones, which can be taken back. */
	settled: readonly OfMember<Conflict>[];
	decided: readonly OfMember<Proposal>[];
}

export function mattersOf(members: readonly Member[]): Matters {
	const conflicts: OfMember<Conflict>[] = [];
	const settled: OfMember<Conflict>[] = [];
	const proposals: OfMember<Proposal>[] = [];
	const decided: OfMember<Proposal>[] = [];
	for (const member of members) {
		for (const one of member.conflicts) (one.settled ? settled : conflicts).push({ member, one });
		for (const one of member.proposals) {
			(one.outcome === 'waiting' ? proposals : decided).push({ member, one });
		}
	}
	return { conflicts, proposals, settled, decided };
}
