import type { Member } from '#domain/model/member/member';
import type { Signature } from '#domain/kernel/signature';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import type { Context } from '#domain/mutations/mutation';

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
