import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { linesShape } from '#domain/kernel/text-shape';
import { memberFor } from '#domain/mutations/member/authority';
import type { Member } from '#domain/model/member/member';
import { remembering, remembers, signed } from '#domain/mutations/member/trail';
import { defineMutation, type Context, type VisibleTx } from '#domain/mutations/mutation';
import { isAbove } from '#domain/mutations/report/open-steps';
import { isUnderWay, LONGEST_TEXT, type Report } from '#domain/model/report/report';
import { reportsOf } from '#domain/model/member/reports-of';
import { problemData } from '#domain/rules/member/problem-data';

const reason = linesShape(LONGEST_TEXT).refine((text) => text.trim() !== '', {
	error: 'a mark has a reason'
});

/**
 * 标记为问题数据 by an administrator above the branch. A record carries one mark, so that two
 * committees that set it at once make one case: the later reason shows, both stand in 修改记录.
 * Setting it again after it was taken back also opens the case that this had closed.
 */
export const flagMember = defineMutation({
	name: 'member.flag',
	/** `undoes`: the change that took the mark back. */
	args: z.strictObject({ memberId: Id, reason, undoes: Id.optional() }),

	async run(tx, { memberId, reason, undoes }, context) {
		const member = await memberBelow(tx, memberId, context, 'member.flag');
		const text = reason.trim();
		if (remembers(member, context.changeId) || member.flaggedProblem?.reason === text) return;
		const flagged = { ...member, flaggedProblem: { ...signed(context), reason: text } };
		const after = undoes ? withReopened(flagged, undoes, context) : flagged;
		tx.put('member', remembering(after, { kind: 'flagged', text }, context));
	}
});

/** With the case open again that taking the mark back had closed, unless another one is under way. */
function withReopened(member: Member, undoes: string, context: Context): Member {
	const reports = reportsOf(member);
	if (reports.some((one) => one.rule === problemData.id && isUnderWay(one))) return member;
	const line = { ...signed(context), step: 'reopen' as const, text: '' };
	const reopened = reports.map((one) =>
		one.rule === problemData.id && isClosedBy(one, undoes)
			? { ...one, lines: [...one.lines, line] }
			: one
	);
	return member.reports ? { ...member, reports: reopened } : member;
}

function isClosedBy({ lines }: Report, change: string): boolean {
	const last = lines.at(-1);
	return last?.step === 'close' && last.change === change;
}

/** The mark that went when this case was closed, as `member.flag` sets it again; undefined where none did. */
export function markClosedWith(
	member: Member,
	report: Report
): { reason: string; undoes: string } | undefined {
	if (member.flaggedProblem) return undefined;
	const { trail } = member;
	const taken = trail.findLastIndex(
		({ kind, change }) => kind === 'unflagged' && isClosedBy(report, change)
	);
	const set = trail.slice(0, Math.max(taken, 0)).findLast(({ kind }) => kind === 'flagged');
	return set?.text ? { reason: set.text, undoes: trail[taken]?.change ?? '' } : undefined;
}

/**
 * Takes the mark back that its author saw, and with it closes the case the branch has made of it.
 * A mark that somebody has set anew meanwhile stays.
 */
export const unflagMember = defineMutation({
	name: 'member.unflag',
	/** `flag`: the change that set the mark. `text`: '' where nothing is to be said. */
	args: z.strictObject({ memberId: Id, flag: Id, text: linesShape(LONGEST_TEXT) }),

	async run(tx, { memberId, flag, text }, context) {
		const member = await memberBelow(tx, memberId, context, 'member.unflag');
		const words = text.trim();
		if (remembers(member, context.changeId)) return;
		const { flaggedProblem, ...cleared } = member;
		if (!flaggedProblem && words === '') return;
		if (flaggedProblem?.change !== flag)
			refuse({ code: 'record.touched', table: 'member', id: member.id });
		const said = words === '' ? {} : { text: words };
		const line = { ...signed(context), step: 'close' as const, text: words };
		const reports = reportsOf(member).map((one) =>
			one.rule === problemData.id && isUnderWay(one) ? { ...one, lines: [...one.lines, line] } : one
		);
		const after: Member = member.reports ? { ...cleared, reports } : cleared;
		tx.put('member', remembering(after, { kind: 'unflagged', ...said }, context));
	}
});

/** The record, if the actor is an administrator above its branch. */
async function memberBelow(
	tx: VisibleTx,
	id: string,
	{ actor }: Context,
	name: string
): Promise<Member> {
	const member = await memberFor(tx, id);
	const branch = await tx.get('org', member.branchId);
	if (!branch || !isAbove(actor, branch)) refuse({ code: 'action.forbidden', mutation: name });
	return member;
}
