import { describe, expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import {
	countsByBranch,
	taskGroups,
	tasksOf,
	type TaskGroup
} from '#domain/features/reminders/tasks';
import { completenessOf, type CompletenessState } from '#domain/rules/completeness';
import { branch, contextWith, soundMember, soundStudent } from '../../../support/sound-member';

const sourceOn = (today: string) => {
	const context = contextWith([], { today, org: (id) => ({ ...branch, id }) });
	return { context, summary: (member: Member) => completenessOf(member, context) };
};
const source = sourceOn('2026-11-24');

/** A record with nothing open. */
const person = (id: string, over: Partial<Member> = {}) => ({ ...soundMember(over), id, name: id });
const student = (id: string, over: Partial<Member> = {}) => ({
	...soundStudent(over),
	id,
	name: id
});

function namesIn(group: TaskGroup, members: readonly Member[], from = source): string[] {
	return tasksOf(members, from)[group].flatMap((task) => task.members.map(({ name }) => name));
}

test('the groups stand by urgency: what is past, what blocks, what is near, what waits, what is missing', () => {
	expect(Object.keys(tasksOf([], source))).toEqual([...taskGroups]);
});

test('a sound record has nothing to do but its photo; with one it has nothing at all', () => {
	const bare = person('bare', { photo: null });
	const counts = taskGroups.map((group) => namesIn(group, [bare]).length);
	expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
	const pictured = person('pictured');
	for (const group of taskGroups) expect(namesIn(group, [pictured])).toEqual([]);
});

describe('[JN-15] overdue and near come by their day, the most urgent first', () => {
	const members = [
		student('late', { joinDate: '2025-11-20' }),
		student('later', { joinDate: '2025-06-30' }),
		student('soon', { joinDate: '2025-12-20' }),
		student('sooner', { joinDate: '2025-11-25' })
	];
	test('sorted', () => {
		expect(namesIn('overdue', members)).toEqual(['later', 'late']);
		expect(namesIn('soon', members)).toEqual(['sooner', 'soon']);
	});
	test('what has a date is not said once more among what is to be filled in', () => {
		expect(source.summary(members[1]!).findings.map(({ rule }) => rule)).toContain('JN-15');
		expect(namesIn('fill', members)).toEqual([]);
		expect(tasksOf(members, source).overdue[0]).toMatchObject({ due: '2026-06-30' });
	});
});

test('a member stands in every group there is a finding for; more of one group are counted', () => {
	const wrong = person('wrong', { joinDate: '2027-01-01', mobile: '' });
	expect(namesIn('error', [wrong])).toEqual(['wrong']);
	expect(namesIn('fill', [wrong])).toEqual(['wrong']);
	expect(tasksOf([wrong], source).error[0]!.more).toBeGreaterThan(0);
});

test('the groups by finding have as many as the classes of 信息完整度', () => {
	const young = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2009-05-05' };
	const members = [
		person('both', { birthDate: '1987-01-01', joinDate: '2005-06-15', mobile: '' }),
		person('long', { joinDate: '2005-06-15', regularDate: '2006-10-15' }),
		person('young', young),
		person('bare', { archiveUnit: '' })
	];
	const classed = (one: CompletenessState) =>
		members
			.filter((member) => source.summary(member).classes.includes(one))
			.map(({ name }) => name);
	expect(namesIn('explain', members)).toEqual(classed('waiting'));
	expect(namesIn('explain', members)).toContain('both');
	expect(namesIn('problem', members)).toEqual(classed('problem'));
	const fix = [...namesIn('error', members), ...namesIn('fill', members)];
	expect(members.map(({ name }) => name).filter((name) => fix.includes(name))).toEqual(
		classed('fix')
	);
});

test('[ST-03] [ST-04] of somebody 已减少 only how he left is to be done, and nothing has a date', () => {
	const stopped = { membershipStatus: '2', stoppedOn: '2024-10-01', stopReason: '失联' };
	const gone = student('gone', {
		membershipStatus: 'deceased',
		leaveDate: '2026-10-01',
		joinDate: '2025-06-30',
		mobile: '',
		photo: null
	});
	const members = [
		gone,
		person('removable', { ...stopped, leaveApprovedBy: '中共示例大学委员会', archiveUnit: '' }),
		person('unapproved', { ...stopped, stoppedOn: '2026-10-01' })
	];
	for (const group of taskGroups) expect(namesIn(group, [gone])).toEqual([]);
	expect(namesIn('reduced', members)).toEqual(['removable', 'unapproved']);
	for (const group of taskGroups)
		if (group !== 'reduced') expect(namesIn(group, members)).toEqual([]);
});

test('[JN-11] [JN-04] remarks and reviews wait in one group; what is missing is last but photos', () => {
	const long = person('long', { joinDate: '2005-06-15', regularDate: '2006-10-15' });
	const young = person('young', { birthDate: '1987-01-01', joinDate: '2005-06-15' });
	const bare = person('bare', { archiveUnit: '' });
	expect(namesIn('explain', [long, young])).toEqual(['long', 'young']);
	expect(namesIn('fill', [bare])).toEqual(['bare']);
});

test('[JN-05] 问题数据: to be sent up first, then what was answered, then what waits', () => {
	const young = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2009-05-05' };
	const line = (step: string, n: number) => ({
		change: `${n}`,
		by: 'u',
		device: '',
		at: '',
		step,
		text: ''
	});
	const filed = (id: string, ...steps: string[]) =>
		({
			...person(id, young),
			reports: [{ id, rule: 'JN-05', lines: steps.map(line) }]
		}) as unknown as Member;
	const members = [
		filed('waits', 'file'),
		filed('answered', 'file', 'answer'),
		filed('closed', 'file', 'close'),
		person('open', young)
	];
	expect(namesIn('problem', members)).toEqual(['open', 'closed', 'answered', 'waits']);
});

test('[WP-05] the grades of all students are one thing to do, with its last day', () => {
	const september = sourceOn('2026-09-10');
	const members = [student('a'), student('b', { workPostOn: '2026-09-02' }), student('c')];
	const { soon } = tasksOf(members, september);
	expect(soon).toHaveLength(1);
	expect(soon[0]).toMatchObject({ kind: 'grade', due: '2026-09-30' });
	expect(soon[0]!.members.map(({ name }) => name)).toEqual(['a', 'c']);
});

test('a committee’s counts are those of its branches', () => {
	const members = [
		person('first', { branchId: 'one', archiveUnit: '', photo: null }),
		student('second', { branchId: 'two', joinDate: '2025-06-30' }),
		person('third', { branchId: 'two', archiveUnit: '' })
	];
	const counts = countsByBranch(members, source);
	expect([...counts.keys()]).toEqual(['one', 'two']);
	expect(counts.get('one')).toMatchObject({ overdue: 0, fill: 1, photo: 1 });
	expect(counts.get('two')).toMatchObject({ overdue: 1, fill: 1, photo: 0 });
});
