import { fieldOf } from '#domain/model/member/fields';
import { deadlineKinds, type DeadlineKind } from '#domain/features/reminders/deadlines';
import type { Task, TaskGroup } from '#domain/features/reminders/tasks';
import { sayFlag } from '#domain/model/report/flag';
import { lastWords } from '#domain/features/problems/problem-rows';
import type { Completeness } from '#domain/rules/completeness';
import { placeToMend, type MendPlace } from '#ui/member/field-to-mend';
import { memberAddress } from '#ui/member/member-address';

const dated: Record<DeadlineKind, { soon: string; overdue: string }> = {
	probation: {
		soon: '预备期届满，请提醒本人递交转正申请',
		overdue: '预备期已满，还没有办理转正'
	},
	contact: {
		soon: '出国（境）将满6个月未联系',
		overdue: '出国（境）已超过6个月未联系'
	},
	grade: {
		soon: '新学年，请更新学生党员的年级岗位',
		overdue: '学生党员的年级岗位还没有更新'
	}
};

/** What is to be done, in one sentence. */
export function sayTask(group: TaskGroup, task: Task, summary?: Completeness): string {
	const { kind, findings, problem } = task;
	if (kind) return dated[kind][group === 'overdue' ? 'overdue' : 'soon'];
	if (group === 'photo') return '还没有照片';
	const answer = problem && lastWords(problem)?.text;
	if (answer) return `答复：${answer}`;
	if (problem?.flag) return sayFlag(problem.flag);
	const missing = summary?.missing ?? [];
	if (group !== 'fill' || missing.length === 0) return findings?.[0]?.message ?? '';
	const labels = missing.map((key) => fieldOf(key).label);
	const first = labels.slice(0, 3).join('、');
	return labels.length > 3 ? `缺 ${first} 等 ${labels.length} 项` : `缺 ${first}`;
}

/** Where it is mended. */
export function taskHref(group: TaskGroup, task: Task, summary?: Completeness): string {
	const { kind, members } = task;
	if (kind === 'grade') return '/members/grades';
	const id = members[0]?.id ?? '';
	if (group === 'photo') return memberAddress(id, { key: 'photo' });
	if (group === 'problem') return '/problems';
	return memberAddress(id, placeOf(group, task, summary));
}

function placeOf(group: TaskGroup, task: Task, summary?: Completeness): MendPlace | undefined {
	const { kind, findings } = task;
	if (kind) return { key: deadlineKinds[kind].place };
	const missing = group === 'fill' ? summary?.missing[0] : undefined;
	if (missing) return { key: missing };
	return findings?.[0] && placeToMend(findings[0]);
}
