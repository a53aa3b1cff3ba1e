import { refuse } from '#domain/kernel/problem';
import { departureId, type Departure, type Outcome } from '#domain/member/departure';
import { editedKeys, type Member, type MemberEdits } from '#domain/member/member';
import { signed } from '#domain/member/trail';
import type { Org } from '#domain/org/org';
import { covers } from '#domain/org/tree';
import type { Actor, Context, Tx } from '#domain/mutation/mutation';

/**
 * An edit of a member who is not the author’s, but once rightly was: it becomes a proposal in the
 * new branch, and the author keeps a receipt that names fields and no values (S-7). The author’s
 * own device no longer has the record and writes the receipt alone.
 */
export async function proposeLate(
	tx: Tx,
	{ id, edits }: { id: string; edits: MemberEdits },
	member: Member | undefined,
	context: Context
): Promise<void> {
	const { actor, changeId } = context;
	const departure = await departureFor(tx, id, member, actor);
	if (!departure) {
		if (!member) refuse({ code: 'record.missing', table: 'member', id });
		refuse({ code: 'action.forbidden', mutation: 'member.edit' });
	}
	if (departure.late.some(({ change }) => change === changeId)) return;
	const news = member ? newTo(member, edits) : edits;
	// What the new branch has written by itself needs nobody’s decision.
	const outcome: Outcome = editedKeys(news).length > 0 ? 'waiting' : 'adopted';
	const signature = signed(context);
	const late = [...departure.late, { ...signature, fields: editedKeys(edits), outcome }];
	tx.put('departure', { ...departure, late, touchedBy: changeId });
	if (!member || outcome !== 'waiting') return;
	const proposal = {
		...signature,
		id: changeId,
		departureId: departure.id,
		edits: news,
		outcome
	};
	tx.put('member', {
		...member,
		proposals: [...member.proposals, proposal],
		touchedBy: changeId
	});
}

/** The stub of the branch the actor covers and the member left last. */
async function departureFor(
	tx: Tx,
	id: string,
	member: Member | undefined,
	actor: Actor
): Promise<Departure | undefined> {
	if (!member) return tx.get('departure', departureId(id, actor.orgId));
	for (const branchId of member.left.toReversed()) {
		const org: Org | undefined = await tx.get('org', branchId);
		if (org && covers(actor.orgId, org)) return tx.get('departure', departureId(id, branchId));
	}
	return undefined;
}

function newTo(member: Member, edits: MemberEdits): MemberEdits {
	const news: MemberEdits = {};
	for (const key of editedKeys(edits)) {
		const edit = edits[key];
		if (edit && edit.to !== (member[key] ?? '')) news[key] = edit;
	}
	return news;
}
