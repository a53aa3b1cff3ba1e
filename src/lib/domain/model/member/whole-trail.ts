import type { Member } from '#domain/model/member/member';
import type { TrailEntry } from '#domain/model/member/trail-entry';

/** A line of 修改记录 and the record it was written on. */
export interface TrailLine {
	/** Of its own: a merge and its 撤销 stand in both histories. */
	id: string;
	of: string;
	entry: TrailEntry;
}

/** The history of the person: the record’s own and that of the records merged into it, in order. */
export function trailOf(member: Member, get: (id: string) => Member | undefined): TrailLine[] {
	const own = linesOf(member);
	const merged = (member.absorbed ?? [])
		.map(get)
		.filter((stub) => stub !== undefined)
		// The merge itself is told by the survivor.
		.flatMap((stub) => linesOf(stub).filter(({ entry }) => entry.kind !== 'merged-away'));
	if (merged.length === 0) return own;
	return [...merged, ...own].sort((a, b) => placeOf(a) - placeOf(b));
}

function linesOf({ id, trail }: Member): TrailLine[] {
	return trail.map((entry) => ({ id: `${id}/${entry.change}`, of: id, entry }));
}

/** The server’s order; what it has not received yet comes last, as it was made. */
function placeOf({ entry }: TrailLine): number {
	return entry.receipt?.number ?? Number.MAX_SAFE_INTEGER;
}
