import type { Actor } from '#domain/mutations/mutation';
import type { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';
import { steps, type ReportState, type ReportStep } from '#domain/model/report/steps';

/** Whether the actor is an administrator above this branch: never its own, never one beside it. */
export function isAbove(actor: Actor, branch: Org): boolean {
	return actor.kind === 'a' && actor.orgId !== branch.id && covers(actor.orgId, branch);
}

/** Whether the actor may take the step where this branch is concerned. */
export function isOnSide(step: ReportStep, actor: Actor, branch: Org): boolean {
	return steps[step].side === 'branch' ? actor.orgId === branch.id : isAbove(actor, branch);
}

/** The steps a report in this state offers the actor. */
export function openSteps(state: ReportState, actor: Actor, branch: Org): ReportStep[] {
	return (Object.keys(steps) as ReportStep[]).filter((step) => {
		const from: readonly ReportState[] = steps[step].from;
		return from.includes(state) && isOnSide(step, actor, branch);
	});
}
