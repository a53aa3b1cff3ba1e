import type { Member } from '#domain/member/member';
import type { Context, Receipt } from '#domain/mutation/mutation';

/** Who did something, where and when; with the receipt once the server has taken it. */
export interface Signature {
	/** The change it was done in. */
	change: string;
	by: string;
	device: string;
	/** By the clock of the author’s device: evidence only. */
	at: string;
	receipt?: Receipt;
}

export type TrailKind =
	| 'admitted'
	| 'imported'
	| 'edited'
	| 'retracted'
	| 'moved'
	| 'settled'
	| 'reopened'
	| 'adopted'
	| 'removed'
	| 'restored';

/** One line of 修改记录. */
export interface TrailEntry extends Signature {
	kind: TrailKind;
	/** Per field what stood before and after; twice the same where a value was confirmed. */
	edits: Record<string, [from: string, to: string]>;
	/** Values that were given and do not stand: a conflict holds them until a person decides. */
	aside?: Record<string, string>;
	/** kind adopted: whose proposal it was. */
	author?: string;
	/** kinds removed and restored: which row of a list, `list/entry id`. */
	row?: string;
	/** kind moved: the names of both branches, since neither side sees the other’s record. */
	branches?: [from: string, to: string];
}

export function signed({ actor, device, changeId, at, receipt }: Context): Signature {
	const signature = { change: changeId, by: actor.account, device, at };
	return receipt ? { ...signature, receipt } : signature;
}

/** Whether the record already holds what this change did; such a change is not made twice (S-2). */
export function remembers(member: Member, changeId: string): boolean {
	return member.trail.some((entry) => entry.change === changeId);
}

/** The record with one more line in its trail, which names the last change that touched it. */
export function remembering(
	member: Member,
	entry: Pick<TrailEntry, 'kind'> & Partial<TrailEntry>,
	context: Context
): Member {
	const line: TrailEntry = { ...signed(context), edits: {}, ...entry };
	return { ...member, touchedBy: context.changeId, trail: [...member.trail, line] };
}

/** Who gave the field the value that stands: of a later edit, else whoever brought the record. */
export function writerOf(member: Member, field: string): Signature | undefined {
	const entry =
		member.trail.findLast(({ edits }) => {
			const edit = edits[field];
			return edit !== undefined && edit[0] !== edit[1];
		}) ?? member.trail.find(({ kind }) => kind === 'admitted' || kind === 'imported');
	if (!entry) return undefined;
	const { change, by, device, at, receipt } = entry;
	return receipt ? { change, by, device, at, receipt } : { change, by, device, at };
}
