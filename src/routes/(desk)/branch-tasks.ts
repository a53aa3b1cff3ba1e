import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { countsByBranch, taskGroups, type TaskGroup } from '#domain/features/reminders/tasks';
import type { RuleContext } from '#domain/rules/rule';
import type { Replica } from '#store/replica/replica';

/** How many of each group of 待办 one branch has. */
export interface BranchLine {
	org: Org;
	of: Readonly<Record<TaskGroup, number>>;
}

/** 信息完整度 tells what is missing; here is what has a date, waits for somebody, or stands in no class. */
export const branchGroups = taskGroups.filter((group) => group !== 'fill' && group !== 'photo');

/** The branches with anything to do, the most pressing first. */
export function branchLines(
	replica: Replica,
	members: readonly Member[],
	context: RuleContext
): BranchLine[] {
	const summary = (member: Member) => replica.summary(member);
	const pressing = [...countsByBranch(members, { context, summary })].flatMap(([id, of]) => {
		const org = replica.org(id);
		return org && branchGroups.some((group) => of[group] > 0) ? [{ org, of }] : [];
	});
	return pressing.sort((a, b) => {
		const group = branchGroups.find((one) => a.of[one] !== b.of[one]);
		return group ? b.of[group] - a.of[group] : a.org.code < b.org.code ? -1 : 1;
	});
}
