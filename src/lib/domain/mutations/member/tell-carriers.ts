import type { HeldElsewhere } from '#domain/model/member/held-elsewhere';
import type { Member } from '#domain/model/member/member';
import { holdsNumbers } from '#domain/model/member/on-roster';

/** A record before a change, where it was there, and after it. */
export interface Written {
	before: Member | undefined;
	after: Member;
}

/** The listed records of the whole campus that carry the number. */
export type CarriersOf = (idNumber: string) => Promise<readonly Member[]>;

/**
 * More records than this under one number are a mistake of another kind: then only the record that
 * was changed is told, so that no change ever rewrites more rows than these.
 */
export const MOST_CARRIERS = 50;

/** The number under which a record is listed; '' where it has none or holds none. */
export function carriedNumber(member: Member | undefined): string {
	return member && holdsNumbers(member) ? member.idNumber : '';
}

/**
 * The records whose `heldElsewhere` is no longer what it has to be after a change wrote these:
 * those of the change itself and every other one that carries a number it gave or took away.
 */
export async function toldCarriers(
	written: readonly Written[],
	carriersOf: CarriersOf
): Promise<Member[]> {
	const numbers = new Set<string>();
	const told: Member[] = [];
	for (const { before, after } of written) {
		const [old, now] = [carriedNumber(before), carriedNumber(after)];
		if (before && old === now && before.branchId === after.branchId) continue;
		if (old !== '') numbers.add(old);
		if (now !== '') numbers.add(now);
		else if (after.heldElsewhere) told.push(saying(after, undefined));
	}
	const changed = new Set(written.map(({ after }) => after.id));
	for (const idNumber of numbers) {
		const carriers = await carriersOf(idNumber);
		const perBranch = new Map<string, number>();
		for (const { branchId } of carriers) {
			perBranch.set(branchId, (perBranch.get(branchId) ?? 0) + 1);
		}
		const isCrowd = carriers.length > MOST_CARRIERS;
		for (const member of carriers) {
			if (isCrowd && !changed.has(member.id)) continue;
			const { branchId } = member;
			const records = carriers.length - (perBranch.get(branchId) ?? 0);
			const due = records > 0 ? { idNumber, branchId, records } : undefined;
			if (!isSame(member.heldElsewhere, due)) told.push(saying(member, due));
		}
	}
	return told;
}

function isSame(a: HeldElsewhere | undefined, b: HeldElsewhere | undefined): boolean {
	return (
		a?.idNumber === b?.idNumber &&
		a?.branchId === b?.branchId &&
		(a?.records ?? 0) === (b?.records ?? 0)
	);
}

/** `touchedBy` and the trail stay: nobody has changed the record. */
function saying(member: Member, heldElsewhere: HeldElsewhere | undefined): Member {
	if (heldElsewhere) return { ...member, heldElsewhere };
	const silent = { ...member };
	delete silent.heldElsewhere;
	return silent;
}
