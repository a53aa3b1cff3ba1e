import type { Member } from '#domain/model/member/member';
import { isReportable, sentenceOf, stillStands } from '#domain/rules/problem-rules';
import type { Flag } from '#domain/model/report/flag';
import { currentOf, stateOf, type Report, type ReportLine } from '#domain/model/report/report';
import { reportsOf } from '#domain/model/member/reports-of';
import type { ReportState } from '#domain/model/report/steps';
import { problemData } from '#domain/rules/member/problem-data';
import type { Finding } from '#domain/rules/rule';

/** How far a problem is; `open` where nobody has sent it up, or the report was taken back. */
export type ProblemState = 'open' | Exclude<ReportState, 'withdrawn'>;

export const stateWords: Readonly<Record<ProblemState, string>> = {
	open: '待上报',
	filed: '已上报',
	handling: '处理中',
	closed: '已处理'
};
/** All but the last of them together. */
export const unclosedWord = '未办结';

/** One line of 问题数据: a finding that the branch cannot close, a report of one, or both. */
export interface ProblemRow {
	member: Member;
	rule: string;
	/** The sentence of the finding, or the rule’s where the finding is gone. */
	reason: string;
	state: ProblemState;
	/** What was sent up is no longer so. */
	corrected: boolean;
	/** The mark of a committee that stands on the record (ID-90). */
	flag?: Flag;
	/** Of this rule, the newest last; an earlier one was closed or taken back. */
	reports: readonly Report[];
	/** The one to go on with. */
	report?: Report;
}

const NOTHING: readonly ProblemRow[] = [];

/** 问题数据 of one record, in the order of the rules. */
export function problemsOf(member: Member, findings: readonly Finding[]): readonly ProblemRow[] {
	const standing = findings.filter(({ severity }) => severity === 'escalate-to-admin');
	const filed = reportsOf(member);
	if (standing.length === 0 && filed.length === 0) return NOTHING;
	const rules = new Set([...standing.map(({ rule }) => rule), ...filed.map(({ rule }) => rule)]);
	return [...rules].flatMap((rule): ProblemRow[] => {
		const finding = standing.find((one) => one.rule === rule);
		const reports = filed.filter((one) => one.rule === rule);
		const report = currentOf(reports);
		const state = problemState(report);
		// Taken back and no longer so: there is nothing left to speak of.
		if (!finding && state === 'open') return [];
		const corrected = !finding && !stillStands(rule, member);
		const reason = finding?.message ?? sentenceOf(rule);
		const row: ProblemRow = { member, rule, reason, state, corrected, reports };
		if (report) row.report = report;
		if (rule === problemData.id && member.flaggedProblem) row.flag = member.flaggedProblem;
		return [row];
	});
}

function problemState(report: Report | undefined): ProblemState {
	const state = report ? stateOf(report) : 'withdrawn';
	return state === 'withdrawn' ? 'open' : state;
}

/** 办结, and still so: the branch may send it up again. */
export function isStillSo({ state, corrected }: ProblemRow): boolean {
	return state === 'closed' && !corrected;
}

/** Whether the branch may send it up: again, too, if it was closed and is still so. */
export function mayFile({ state, corrected, rule }: ProblemRow): boolean {
	return !corrected && (state === 'open' || state === 'closed') && isReportable(rule);
}

/** The problems of many records. */
export function problemList(
	members: readonly Member[],
	findingsOf: (member: Member) => readonly Finding[]
): ProblemRow[] {
	return members.flatMap((member) => problemsOf(member, findingsOf(member)));
}

/**
 * What was said in these cases, the last first. One step may have closed two that 合并 brought
 * together: it is said once.
 */
export function linesSaid(reports: readonly Report[]): ReportLine[] {
	const all = reports.flatMap(({ lines }) => lines);
	return [...new Map(all.map((line) => [line.change, line])).values()].toReversed();
}
