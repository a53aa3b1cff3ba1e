import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { linesShape } from '#domain/kernel/text-shape';
import { memberFor } from '#domain/mutations/member/authority';
import { signed } from '#domain/mutations/member/trail';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import { isOnSide, openSteps } from '#domain/mutations/report/open-steps';
import { LONGEST_TEXT, stateOf } from '#domain/model/report/report';
import { reportOf, reportsOf } from '#domain/model/member/reports-of';
import type { ReportStep } from '#domain/model/report/steps';

/** The steps after the first take the same arguments; the table says who may take which, and when. */
export interface StepArgs {
	memberId: string;
	reportId: string;
	/** '' where nothing is to be said. */
	text: string;
}

/** 受理: the committee has seen it and is at work. */
export const handleReport = stepMutation('handle');
/** 答复: the words the branch reads. */
export const answerReport = stepMutation('answer');
/** 办结. */
export const closeReport = stepMutation('close');
/** Takes 办结 back. */
export const reopenReport = stepMutation('reopen');
/** Takes 上报 back, as long as nobody above has begun. */
export const withdrawReport = stepMutation('withdraw');

function stepMutation(step: Exclude<ReportStep, 'file'>): Mutation<StepArgs> {
	const name = `report.${step}`;
	const words = linesShape(LONGEST_TEXT).refine((text) => step !== 'answer' || text.trim() !== '', {
		error: 'an answer has words'
	});
	return defineMutation({
		name,
		args: z.strictObject({ memberId: Id, reportId: Id, text: words }),

		async run(tx, { memberId, reportId, text }, context) {
			const { actor, changeId } = context;
			const member = await memberFor(tx, memberId);
			const branch = await tx.get('org', member.branchId);
			if (!branch || !isOnSide(step, actor, branch)) {
				refuse({ code: 'action.forbidden', mutation: name });
			}
			const report = reportOf(member, reportId);
			if (report.lines.some(({ change }) => change === changeId)) return;
			const state = stateOf(report);
			if (!openSteps(state, actor, branch).includes(step)) {
				refuse({ code: 'report.state', state });
			}
			const lines = [...report.lines, { ...signed(context), step, text: text.trim() }];
			const reports = reportsOf(member).map((one) => (one === report ? { ...one, lines } : one));
			tx.put('member', { ...member, reports, touchedBy: changeId });
		}
	});
}
