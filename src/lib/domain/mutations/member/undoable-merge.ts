import { isHeld } from '#domain/model/member/held';
import type { Member } from '#domain/model/member/member';

/** The record that gave way last, as long as its 合并 can be taken back: nobody has touched the result. */
export function undoableMerge(
	member: Member,
	get: (id: string) => Member | undefined
): Member | undefined {
	if (!isHeld(member)) return undefined;
	return (member.absorbed ?? [])
		.map(get)
		.find((one) => one?.merged?.into === member.id && one.merged.change === member.touchedBy);
}

/** Where whoever asks for a record that was merged away is led to. */
export function survivorId(member: Member, get: (id: string) => Member | undefined): string {
	let at = member;
	for (const seen = new Set<string>(); at.merged && !seen.has(at.id);) {
		seen.add(at.id);
		const next = get(at.merged.into);
		if (!next) return at.merged.into;
		at = next;
	}
	return at.id;
}
