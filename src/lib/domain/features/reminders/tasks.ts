import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import {
	deadlineKinds,
	deadlinesOf,
	nearnessOf,
	type DeadlineKind
} from '#domain/features/reminders/deadlines';
import { problemsOf, type ProblemRow } from '#domain/features/problems/problem-list';
import type { Completeness } from '#domain/rules/completeness';
import { photoMissing } from '#domain/rules/member/photo-missing';
import type { Finding, RuleContext, Severity } from '#domain/rules/rule';

/** 待办 in the order of urgency. */
export const taskGroups = [
	'overdue',
	'error',
	'soon',
	'problem',
	'explain',
	'fill',
	'reduced',
	'photo'
] as const;
export type TaskGroup = (typeof taskGroups)[number];

interface TaskParts {
	/** The findings of that group; the first is the one to speak of. */
	findings?: readonly Finding[];
	/** How many findings of the group there are beside the first. */
	more?: number;
	kind?: DeadlineKind;
	due?: PlainDate;
	/** Where 问题数据 stands. */
	problem?: ProblemRow;
}

/** One thing to do: about one member, or about many at once where one screen mends them all. */
export interface Task extends TaskParts {
	members: readonly Member[];
}

export type Tasks = Readonly<Record<TaskGroup, readonly Task[]>>;

/** What the tasks are derived from: the same rules and findings that every screen shows. */
export interface TaskSource {
	context: RuleContext;
	summary: (member: Member) => Completeness;
}

/**
 * 待办 of these members, by finding: a member stands in every group he has something open in, so that
 * each group has as many as the class of 信息完整度 of that name. What has a date stands by itself.
 */
export function tasksOf(members: readonly Member[], source: TaskSource): Tasks {
	const groups: Record<TaskGroup, Task[]> = {
		overdue: [],
		error: [],
		soon: [],
		problem: [],
		explain: [],
		fill: [],
		reduced: [],
		photo: []
	};
	for (const member of members) {
		const said = takeDeadlines(member, source.context, groups);
		const summary = source.summary(member);
		takeFindings(member, summary, said, groups);
		if (summary.findings.some(isPhoto)) groups.photo.push({ members: [member] });
	}
	groups.overdue.sort(byDue);
	groups.soon = gathered(groups.soon).sort(byDue);
	groups.problem.sort((a, b) => rank(a.problem) - rank(b.problem));
	return groups;
}

/** @returns the rules that need not speak any more */
function takeDeadlines(
	member: Member,
	context: RuleContext,
	groups: Record<TaskGroup, Task[]>
): ReadonlySet<string> {
	const said = new Set<string>();
	for (const deadline of deadlinesOf(member, context)) {
		const nearness = nearnessOf(deadline, context);
		if (nearness === 'later') continue;
		groups[nearness].push({ members: [member], ...deadline });
		for (const rule of deadlineKinds[deadline.kind].rules) said.add(rule);
	}
	return said;
}

const groupOf: Record<Severity, TaskGroup | undefined> = {
	error: 'error',
	'escalate-to-admin': 'problem',
	'needs-remark': 'explain',
	'needs-manual-review': 'explain',
	warning: 'fill',
	info: undefined
};
const byFinding = ['error', 'problem', 'explain', 'fill'] as const;

function takeFindings(
	member: Member,
	summary: Completeness,
	said: ReadonlySet<string>,
	groups: Record<TaskGroup, Task[]>
): void {
	const open = summary.findings.filter((one) => !said.has(one.rule) && !isPhoto(one));
	if (!isOnRoster(member)) {
		// The classes do not count who has left, so he has a group of his own.
		if (open.length > 0)
			groups.reduced.push({ members: [member], findings: open, more: open.length - 1 });
		return;
	}
	for (const group of byFinding) {
		const findings = open.filter(({ severity }) => groupOf[severity] === group);
		const isEmpty = findings.length === 0 && !(group === 'fill' && summary.missing.length > 0);
		if (isEmpty) continue;
		const task: Task = { members: [member], findings, more: findings.length - 1 };
		const problem =
			group === 'problem'
				? problemsOf(member, findings).find(({ rule }) => rule === findings[0]?.rule)
				: undefined;
		groups[group].push(problem ? { ...task, problem } : task);
	}
}

function isPhoto({ rule }: Finding): boolean {
	return rule === photoMissing.id;
}

/** The grades of all students roll over on one screen, so that they are one thing to do. */
function gathered(tasks: readonly Task[]): Task[] {
	const grades = tasks.filter(({ kind }) => kind === 'grade');
	const [first] = grades;
	if (!first) return [...tasks];
	const members = grades.flatMap((task) => task.members);
	return [...tasks.filter(({ kind }) => kind !== 'grade'), { ...first, members }];
}

function byDue(a: Task, b: Task): number {
	return (a.due ?? '') < (b.due ?? '') ? -1 : 1;
}

/** To be sent up, answered, being handled, waiting. */
function rank(problem: ProblemRow | undefined): number {
	return ['open', 'closed', 'handling', 'filed'].indexOf(problem?.state ?? 'open');
}

/** How many members each group names: for the list of a committee’s branches. */
export function taskCounts(tasks: Tasks): Record<TaskGroup, number> {
	const counts = {
		overdue: 0,
		error: 0,
		soon: 0,
		problem: 0,
		explain: 0,
		fill: 0,
		reduced: 0,
		photo: 0
	};
	for (const group of taskGroups) {
		for (const { members } of tasks[group]) counts[group] += members.length;
	}
	return counts;
}

/** The same for many branches at once, by the id of the branch. */
export function countsByBranch(
	members: readonly Member[],
	source: TaskSource
): ReadonlyMap<string, Record<TaskGroup, number>> {
	const branches = new Map<string, Member[]>();
	for (const member of members) {
		const branch = branches.get(member.branchId);
		if (branch) branch.push(member);
		else branches.set(member.branchId, [member]);
	}
	return new Map([...branches].map(([id, some]) => [id, taskCounts(tasksOf(some, source))]));
}
