import type { FieldEdits } from '#domain/model/member/edit';
import type { Signature } from '#domain/kernel/signature';

/** What became of an edit that was made before its author knew that the member had moved. */
export type Outcome = 'waiting' | 'adopted' | 'declined';

/** The author’s receipt for such an edit: names of fields, no values (R-SYN-06). */
export interface LateEdit extends Signature {
	fields: string[];
	outcome: Outcome;
}

/**
 * What a branch keeps of a member who moved away: the name, where to, when (S-7).
 * Everything else leaves its devices.
 */
export interface Departure extends Signature {
	id: string;
	memberId: string;
	/** The branch that was left; the row is at home there. */
	branchId: string;
	name: string;
	to: string;
	toName: string;
	/** Where the record gave way to another one of the same person there (合并). */
	merged?: true;
	late: LateEdit[];
	touchedBy: string;
}

/** One row per member and branch, however often the member comes and goes. */
export function departureId(memberId: string, branchId: string): string {
	return `${memberId}:${branchId}`;
}

/** A late edit as the new branch finds it: values as their author saw and left them (S-7). */
export interface Proposal extends Signature {
	/** The change that brought it. */
	id: string;
	/** '' where its author holds the record himself and needs no receipt. */
	departureId: string;
	/** The record it was written on, where that one was merged away in the meantime. */
	record?: string;
	edits: FieldEdits;
	outcome: Outcome;
	decided?: Signature;
}
