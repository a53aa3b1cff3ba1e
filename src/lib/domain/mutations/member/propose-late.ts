import { refuse } from '#domain/kernel/problem';
import { departureId, type Departure } from '#domain/model/member/departure';
import { editedKeys, type Member, type MemberEdits } from '#domain/model/member/member';
import { lineOf, survivorOf } from '#domain/mutations/member/merged';
import { signed } from '#domain/mutations/member/trail';
import { lateLimits } from '#domain/mutations/row-limits';
import type { Actor, Context, VisibleTx } from '#domain/mutations/mutation';

/**
 * An edit of a member who is not the author’s, but once rightly was: it becomes a proposal in the
 * new branch, and the author keeps a receipt that names fields and no values (S-7). Only what was
 * made before the author’s device knew: who knows turns to the new branch.
 */
export async function proposeLate(
	tx: VisibleTx,
	{ id, edits }: { id: string; edits: MemberEdits },
	context: Context
): Promise<void> {
	const { actor, changeId } = context;
	const asked = await tx.everywhere.get('member', id);
	const line = asked ? await lineOf(tx.everywhere, asked) : [];
	const member = line.at(-1);
	const departure = await departureFor(tx, id, line, actor);
	if (!departure) refuse({ code: 'record.missing', table: 'member', id });
	if (departure.late.some(({ change }) => change === changeId)) return;
	// The device itself has heard of it as soon as the record is gone there.
	if (!member || knewOf(departure, context)) refuse({ code: 'member.left', id });
	mustLeaveRoom(member, edits, actor.account);
	// What the new branch holds by now is no business of the author: the answer is always the same.
	const outcome = 'waiting' as const;
	const signature = signed(context);
	const late = [...departure.late, { ...signature, fields: editedKeys(edits), outcome }];
	tx.put('departure', { ...departure, late, touchedBy: changeId });
	const proposal = { ...signature, id: changeId, departureId: departure.id, edits, outcome };
	const proposals = [...member.proposals, proposal];
	tx.put('member', { ...member, proposals, touchedBy: changeId });
}

/** Whether the author’s device knew that the member had left when the change was made. */
function knewOf({ receipt }: Departure, { knew = 0 }: Context): boolean {
	return receipt !== undefined && receipt.number <= knew;
}

/** One author’s late edits of one member have a limit of their own, in number and in length. */
function mustLeaveRoom({ proposals }: Member, edits: MemberEdits, account: string): void {
	const own = proposals.filter(({ by }) => by === account);
	const isLong = [...own.map((one) => one.edits), edits].reduce(
		(sum, one) => sum + lengthOf(one),
		0
	);
	if (own.length >= lateLimits.proposals || isLong > lateLimits.characters)
		refuse({ code: 'record.full', list: 'proposals', most: lateLimits.proposals });
}

function lengthOf(edits: MemberEdits): number {
	return editedKeys(edits).reduce((sum, key) => {
		const { from = '', to = '' } = edits[key] ?? {};
		return sum + from.length + to.length;
	}, 0);
}

/**
 * An edit of a record that was merged away, by an author who holds the survivor: it becomes a
 * proposal there, because he had the other record before his eyes. What the survivor says already
 * needs nobody’s decision.
 */
export async function proposeToSurvivor(
	tx: VisibleTx,
	edits: MemberEdits,
	asked: Member,
	context: Context
): Promise<void> {
	const { actor, changeId } = context;
	const { id: survivorId } = await survivorOf(tx.everywhere, asked);
	const survivor = await tx.get('member', survivorId);
	if (!survivor) return proposeLate(tx, { id: asked.id, edits }, context);
	if (survivor.proposals.some(({ id }) => id === changeId)) return;
	mustLeaveRoom(survivor, edits, actor.account);
	const news = newTo(survivor, edits);
	if (editedKeys(news).length === 0) return;
	const proposal = {
		...signed(context),
		id: changeId,
		departureId: '',
		record: asked.id,
		edits: news,
		outcome: 'waiting' as const
	};
	const proposals = [...survivor.proposals, proposal];
	tx.put('member', { ...survivor, proposals, touchedBy: changeId });
}

/** The stub of the branch the actor covers and the record, or one it was merged into, left last. */
async function departureFor(
	tx: VisibleTx,
	id: string,
	line: readonly Member[],
	actor: Actor
): Promise<Departure | undefined> {
	if (line.length === 0) return tx.get('departure', departureId(id, actor.orgId));
	for (const record of line) {
		for (const branchId of record.left.toReversed()) {
			if (await tx.get('org', branchId))
				return tx.get('departure', departureId(record.id, branchId));
		}
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
