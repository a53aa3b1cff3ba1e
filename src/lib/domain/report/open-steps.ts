import type { Actor } from '#domain/mutation/mutation';
import type { Org } from '#domain/org/org';
import { covers } from '#domain/org/tree';
import { steps, type ReportState, type ReportStep } from '#domain/report/steps';

/** Whether the actor stands on the step’s side of this branch: never beside it, never below. */
export function isOnSide(step: ReportStep, actor: Actor, branch: Org): boolean {
	if (steps[step].side === 'branch') return actor.orgId === branch.id;
	return actor.kind === 'a' && actor.orgId !== branch.id && covers(actor.orgId, branch);
}

/** The steps a report in this state offers the actor. */
export function openSteps(state: ReportState, actor: Actor, branch: Org): ReportStep[] {
	return (Object.keys(steps) as ReportStep[]).filter((step) => {
		const from: readonly ReportState[] = steps[step].from;
		return from.includes(state) && isOnSide(step, actor, branch);
	});
}
