import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { seenShape } from '#domain/kernel/text-shape';
import { branchFor } from '#domain/mutations/member/authority';
import { departureId } from '#domain/model/member/departure';
import { fields, type FieldKey } from '#domain/model/member/fields';
import { editedKeys, MemberEdits, type Member } from '#domain/model/member/member';
import { moveStubs, survivorOf } from '#domain/mutations/member/merged';
import { refuseUnfit } from '#domain/mutations/member/refuse-unfit';
import { remembering, remembers, signed } from '#domain/mutations/member/trail';
import { mergedFields, united, type MergeChoice } from '#domain/mutations/member/united';
import { withEdits, type ItemEdits } from '#domain/mutations/member/with-edits';
import { defineMutation, type Context, type VisibleTx } from '#domain/mutations/mutation';
import { withdrawReasons } from '#domain/rules/former-reasons';
import { refuseErrors } from '#domain/rules/refuse-errors';

const MERGE = 'member.merge';
const keys = fields.map(({ key }) => key) as [FieldKey, ...FieldKey[]];

/**
 * 合并 of two records of one person. Who has merged them already, be it the other way round, has
 * done the same; where the choices differ, the fields’ classes decide and both values stay (S-4).
 */
export const mergeMember = defineMutation({
	name: MERGE,
	args: z.strictObject({
		into: Id,
		from: Id,
		take: MemberEdits,
		keep: z.partialRecord(z.enum(keys), seenShape()),
		photo: Id.nullable()
	}),

	async run(tx, { into, from, ...choice }, context) {
		const { today, changeId } = context;
		if (into === from || choice.take.branchId)
			refuse({ code: 'action.forbidden', mutation: MERGE });
		const asked = await recordFor(tx, into);
		const other = await recordFor(tx, from);
		refuseUnfit(choice.take, other, 'take', context);
		const survivor = await survivorOf(tx, asked);
		if (survivor.retracted) refuse({ code: 'record.missing', table: 'member', id: into });
		if (remembers(survivor, changeId)) return;
		if ((await survivorOf(tx, other)).id === survivor.id) {
			const after = withEdits(survivor, chosen(asked, choice), { kind: 'edited' }, context);
			if (after === survivor) return;
			refuseErrors(after, today, survivor);
			return tx.put('member', withdrawReasons(survivor, after, today));
		}
		if (other.merged) refuse({ code: 'record.merged', id: from });
		const after = united(survivor, other, choice, context);
		refuseErrors(after, today, survivor);
		tx.put('member', withdrawReasons(survivor, after, today));
		tx.put('member', stubOf(other, survivor, context));
		await moveStubs(tx, other.absorbed ?? [], survivor.branchId, changeId);
		if (other.branchId !== survivor.branchId) await leave(tx, other, survivor, context);
	}
});

/** The record of that id, merged away or not, if the actor may write it. */
async function recordFor(tx: VisibleTx, id: string): Promise<Member> {
	const member = await tx.get('member', id);
	if (!member || member.retracted) refuse({ code: 'record.missing', table: 'member', id });
	return member;
}

/**
 * The choice of somebody who merged the same two records later. He saw neither what the first one
 * chose nor why, so each value that differs from what stands is kept beside it.
 */
function chosen(asked: Member, { take, keep }: MergeChoice): ItemEdits {
	const edits: Record<string, { from: string; to: string }> = {};
	for (const key of editedKeys(take)) {
		const to = take[key]?.to ?? '';
		edits[key] = { from: to, to };
	}
	for (const { key } of mergedFields) {
		const to = asked[key] ?? '';
		if (keep[key] !== undefined) edits[key] = { from: to, to };
	}
	return edits;
}

/** The record that gave way keeps all it had and lies where the survivor lies. */
function stubOf(other: Member, survivor: Member, context: Context): Member {
	const { trail, heldElsewhere, ...before } = survivor;
	void [trail, heldElsewhere];
	const { branchId, left } = other;
	const { changeId } = context;
	const isElsewhere = branchId !== survivor.branchId;
	const stub = {
		...other,
		branchId: survivor.branchId,
		left: isElsewhere ? [...left.filter((one) => one !== branchId), branchId] : left,
		merged: { into: survivor.id, change: changeId, branchId, before }
	};
	return remembering(stub, { kind: 'merged-away', record: survivor.id }, context);
}

/** The other branch keeps the name and where to, as of every member who leaves it (S-7). */
async function leave(
	tx: VisibleTx,
	other: Member,
	survivor: Member,
	context: Context
): Promise<void> {
	const target = await branchFor(tx, survivor.branchId);
	const id = departureId(other.id, other.branchId);
	const earlier = await tx.get('departure', id);
	tx.put('departure', {
		...signed(context),
		id,
		memberId: other.id,
		branchId: other.branchId,
		name: other.name,
		to: survivor.branchId,
		toName: target.shortName,
		merged: true,
		late: earlier?.late ?? [],
		touchedBy: context.changeId
	});
}
