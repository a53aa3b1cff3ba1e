import { fieldOf } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import type { Finding, Severity } from '#domain/rules/rule';
import type { Replica } from '#store/replica';

export type TaskGroup = 'error' | 'problem' | 'explain' | 'fill' | 'remind';

/** One member with something open: the sentence that matters most, and how many more there are. */
export interface Task {
	member: Member;
	sentence: string;
	more: number;
}

const REMINDER = 'JN-14';

/** 待办 of a branch by urgency; a member stands in the most urgent group he belongs to. */
export function tasksOf(
	replica: Replica,
	members: readonly Member[]
): ReadonlyMap<TaskGroup, readonly Task[]> {
	const groups = new Map<TaskGroup, Task[]>([
		['error', []],
		['problem', []],
		['explain', []],
		['fill', []],
		['remind', []]
	]);
	for (const member of members) {
		const { findings, missing } = replica.summary(member);
		const reminder = findings.find((one) => one.rule === REMINDER);
		if (reminder) groups.get('remind')?.push({ member, sentence: reminder.message, more: 0 });
		const open = findings.filter((one) => one.severity !== 'info');
		const urgent = firstOf(open, ['error', 'problem', 'explain']);
		if (urgent) groups.get(urgent.group)?.push(said(member, urgent.finding, open.length));
		else if (missing.length > 0) {
			const labels = missing.map((key) => fieldOf(key).label);
			const first = labels.slice(0, 3).join('、');
			const sentence = labels.length > 3 ? `缺 ${first} 等 ${labels.length} 项` : `缺 ${first}`;
			groups.get('fill')?.push({ member, sentence, more: 0 });
		} else if (open[0]) groups.get('fill')?.push(said(member, open[0], open.length));
	}
	groups.get('remind')?.sort((a, b) => (a.sentence < b.sentence ? -1 : 1));
	return groups;
}

function said(member: Member, finding: Finding, open: number): Task {
	return { member, sentence: finding.message, more: open - 1 };
}

/** The finding of the most urgent group there is one of. */
function firstOf(findings: readonly Finding[], groups: readonly TaskGroup[]) {
	for (const group of groups) {
		const finding = findings.find((one) => groupOf[one.severity] === group);
		if (finding) return { group, finding };
	}
	return undefined;
}

const groupOf: Record<Severity, TaskGroup | undefined> = {
	error: 'error',
	'escalate-to-admin': 'problem',
	'needs-remark': 'explain',
	'needs-manual-review': 'explain',
	warning: 'fill',
	info: undefined
};
