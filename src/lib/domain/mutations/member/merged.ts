import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import type { Tx } from '#domain/mutations/mutation';

/** A stub names a record that was live when it gave way, so this ends; more steps are a damaged row. */
const MOST_STEPS = 50;

/** The record, the one it was merged into, and so on to the one that stands for the person now. */
export async function lineOf(tx: Pick<Tx, 'get'>, member: Member): Promise<Member[]> {
	const line = [member];
	for (let at = member; at.merged && line.length <= MOST_STEPS; line.push(at)) {
		at =
			(await tx.get('member', at.merged.into)) ??
			refuse({ code: 'record.missing', table: 'member', id: member.id });
	}
	return line;
}

/** The record that stands for this one now: itself, or at the end of the merges it went into. */
export async function survivorOf(tx: Pick<Tx, 'get'>, member: Member): Promise<Member> {
	return (await lineOf(tx, member)).at(-1) ?? member;
}

/** The stubs of a record go where it goes, so that its history is read beside it. */
export async function moveStubs(
	tx: Tx,
	stubs: readonly string[],
	branchId: string,
	touchedBy: string
): Promise<void> {
	for (const id of stubs) {
		const stub = await tx.get('member', id);
		if (stub) tx.put('member', { ...stub, branchId, touchedBy });
	}
}
