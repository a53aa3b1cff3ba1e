import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { memberFor } from '#domain/mutations/member/authority';
import type { Outcome, Proposal } from '#domain/model/member/departure';
import { editedKeys, MemberSeen, type MemberEdits } from '#domain/model/member/member';
import { signed } from '#domain/mutations/member/trail';
import { withEdits } from '#domain/mutations/member/with-edits';
import { defineMutation, type VisibleTx } from '#domain/mutations/mutation';
import { refuseErrors } from '#domain/rules/refuse-errors';

/**
 * 采纳 / 不采纳 of a late edit by the branch that has the member now (S-7). Adopting is an edit
 * over the values its decider saw. The form of its values was judged beside the record they were
 * typed on (edit-member.ts); this record may never have held them. It can follow a refusal, never the
 * other way round: what was adopted is a value of the record and is edited there.
 */
export const decideProposal = defineMutation({
	name: 'proposal.decide',
	args: z.strictObject({
		memberId: Id,
		proposalId: Id,
		outcome: z.enum(['adopted', 'declined']),
		saw: MemberSeen
	}),

	async run(tx, { memberId, proposalId, outcome, saw }, context) {
		const before = await memberFor(tx, memberId);
		const proposal = before.proposals.find((one) => one.id === proposalId);
		if (!proposal) refuse({ code: 'record.missing', table: 'proposal', id: proposalId });
		if (proposal.outcome === outcome || proposal.outcome === 'adopted') return;
		const edited =
			outcome === 'adopted'
				? withEdits(
						before,
						seenAs(proposal.edits, saw),
						{ kind: 'adopted', author: proposal.by },
						context
					)
				: before;
		refuseErrors(edited, context.today, before);
		const decided = { ...proposal, outcome, decided: signed(context) };
		tx.put('member', {
			...edited,
			touchedBy: context.changeId,
			proposals: before.proposals.map((one) => (one.id === proposalId ? decided : one))
		});
		await tell(tx, proposal, outcome, context.changeId);
	}
});

/** The proposed values, over what the decider saw on the record. */
function seenAs(edits: MemberEdits, saw: MemberSeen): MemberEdits {
	const seen: MemberEdits = {};
	for (const key of editedKeys(edits)) {
		const edit = edits[key];
		if (edit) seen[key] = { from: saw[key] ?? edit.from, to: edit.to };
	}
	return seen;
}

/** The author learns the outcome from his branch’s stub, which may lie out of the decider’s sight. */
async function tell(
	tx: VisibleTx,
	{ id, departureId }: Proposal,
	outcome: Outcome,
	changeId: string
): Promise<void> {
	const departure = await tx.everywhere.get('departure', departureId);
	if (!departure) return;
	const late = departure.late.map((one) => (one.change === id ? { ...one, outcome } : one));
	tx.put('departure', { ...departure, late, touchedBy: changeId });
}
