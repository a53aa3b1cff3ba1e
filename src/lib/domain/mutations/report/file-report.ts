import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { memberFor } from '#domain/mutations/member/authority';
import { signed } from '#domain/mutations/member/trail';
import { defineMutation } from '#domain/mutations/mutation';
import { isOnSide } from '#domain/mutations/report/open-steps';
import { isReportable } from '#domain/rules/problem-rules';
import { isUnderWay, type Report } from '#domain/model/report/report';
import { reportsOf } from '#domain/model/member/reports-of';

/**
 * 上报: the branch hands a finding it cannot close to the organisations above. Filed on two phones
 * of a branch it is one report. Whether the finding still stands is not asked: if somebody has
 * corrected the record in the meantime, the list says so.
 */
export const fileReport = defineMutation({
	name: 'report.file',
	args: z.strictObject({ memberId: Id, rule: z.string().max(20) }),

	async run(tx, { memberId, rule }, context) {
		const { actor, changeId } = context;
		const member = await memberFor(tx, memberId);
		const branch = await tx.get('org', member.branchId);
		if (!branch || !isOnSide('file', actor, branch)) {
			refuse({ code: 'action.forbidden', mutation: 'report.file' });
		}
		if (!isReportable(rule)) refuse({ code: 'input.invalid', path: 'rule', reason: 'no problem' });
		const reports = reportsOf(member);
		const isFiled = reports.some(
			(one) => one.id === changeId || (one.rule === rule && isUnderWay(one))
		);
		if (isFiled) return;
		const line = { ...signed(context), step: 'file' as const, text: '' };
		const report: Report = { id: changeId, rule, lines: [line] };
		tx.put('member', { ...member, reports: [...reports, report], touchedBy: changeId });
	}
});
