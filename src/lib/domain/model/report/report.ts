import type { Signature } from '#domain/kernel/signature';
import { steps, type ReportState, type ReportStep } from '#domain/model/report/steps';

/** Longest words of one step, in code points. */
export const LONGEST_TEXT = 500;

/** One step of a report: what was done, by whom, and the words that go with it. */
export interface ReportLine extends Signature {
	step: ReportStep;
	text: string;
}

/**
 * 问题数据 sent up: a finding that the branch cannot close (R-ID-90). It lies in the record itself,
 * so that it syncs, moves and is withdrawn with it; whoever sees the member sees how far it is.
 */
export interface Report {
	/** The change that filed it. */
	id: string;
	/** The rule that spoke. The sentence is derived from it, never sent (S-12). */
	rule: string;
	/** Every step, the newest last. Never cut. */
	lines: ReportLine[];
}

/** Where a report stands: what its last step led to. */
export function stateOf({ lines }: Report): ReportState {
	const last = lines.at(-1);
	// A step that a newer version knows leaves the report open here (S-11).
	const step = last && (steps[last.step] as (typeof steps)[ReportStep] | undefined);
	return step?.to ?? 'filed';
}

/** Whether somebody still has to do something about it. */
export function isUnderWay(report: Report): boolean {
	const state = stateOf(report);
	return state === 'filed' || state === 'handling';
}

/** Of the reports of one rule the one to go on with: two merged records may bring one each. */
export function currentOf(reports: readonly Report[]): Report | undefined {
	return reports.findLast(isUnderWay) ?? reports.at(-1);
}
