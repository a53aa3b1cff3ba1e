import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { tasksOf, type Task, type TaskGroup } from '#domain/features/reminders/tasks';
import type { Completeness } from '#domain/rules/completeness';
import { sayDue } from '#ui/words/due-words';
import { groupTitles } from '#ui/words/task-group-words';
import { branchGroups, branchLines } from '../../src/routes/(desk)/branch-tasks';
import { tallyOf } from '../../src/routes/(desk)/tally';
import { sayTask, taskHref } from '../../src/routes/(desk)/task-words';
import { aMember, aReply, branch, Device, idNumber, memberRow, orgRows } from '../support/device';

const good = idNumber(1);
const known = { gender: '1', ethnicity: '01', birthDate: '1990-01-01' };
const bare = aMember('bare', { ...known, idNumber: idNumber(3) });
const wrong = aMember('wrong', {
	...known,
	idNumber: good.slice(0, 17) + (good.endsWith('0') ? '1' : '0')
});
const probation = aMember('probation', {
	...known,
	idNumber: idNumber(5),
	memberCategory: '2',
	joinDate: '2025-12-10'
});
const everybody = [bare, wrong, probation];

let device: Device;
beforeAll(async () => {
	device = await Device.new({ now: () => new Date('2026-11-24T12:00:00+08:00') });
	const rows = [...orgRows(), ...everybody.map((member) => memberRow(member, 2))];
	await device.replica.applyReply(aReply({ rows, cursor: 2, total: rows.length }), 0);
});
afterAll(() => device.close());

const tasks = () => {
	const { replica } = device;
	const summary = (member: Member) => replica.summary(member);
	return tasksOf(replica.under(branch.id).members, { context: replica.context(), summary });
};

function lineOf(group: TaskGroup, name: string) {
	const task = tasks()[group].find(({ members }) => members[0]?.name === name)!;
	const summary = device.replica.summary(task.members[0]!);
	return { says: sayTask(group, task, summary), href: taskHref(group, task, summary) };
}

describe('each line of 待办 says what is to be done and opens the place where it is mended', () => {
	test('an error, at its field', () => {
		expect(lineOf('error', 'wrong').says).toContain('校验位');
		expect(lineOf('error', 'wrong').href).toBe(`/members/${wrong.id}/basic#idNumber`);
	});

	test('what is missing by its Chinese labels, three at most, at the first of them', () => {
		const { says, href } = lineOf('fill', 'bare');
		expect(says).toMatch(/^缺 [^、]+、[^、]+、[^、]+ 等 \d+ 项$/);
		expect(href).toMatch(new RegExp(`^/members/${bare.id}/\\w+#\\w+$`));
	});

	test('[JN-14] a probation that ends soon, with its day, beside whatever else is open', () => {
		const { says, href } = lineOf('soon', 'probation');
		expect(says).toContain('预备期届满');
		expect(href).toBe(`/members/${probation.id}/basic#regularDate`);
		expect(tasks().soon[0]).toMatchObject({ due: '2026-12-10' });
		expect(lineOf('fill', 'probation').says).toContain('缺');
	});

	test('a missing photo, on the tab that takes it', () => {
		expect(lineOf('photo', 'bare').href).toBe(`/members/${bare.id}/basic#photo`);
	});

	test('[WP-05] all grades at once, on the screen that rolls them over', () => {
		const task: Task = { members: [bare, wrong], kind: 'grade', due: '2026-09-30' };
		expect(taskHref('soon', task)).toBe('/members/grades');
		expect(sayTask('soon', task)).toContain('年级');
	});
});

test('a day is told by how far it is', () => {
	expect(sayDue('2026-12-06', '2026-11-24')).toBe('还有 12 天');
	expect(sayDue('2026-11-24', '2026-11-24')).toBe('就在今天');
	expect(sayDue('2026-11-21', '2026-11-24')).toBe('已过 3 天');
});

describe('the figures of 首页', () => {
	const summaries: Record<string, Pick<Completeness, 'classes' | 'state' | 'percent'>> = {
		a: { classes: ['complete'], state: 'complete', percent: 100 },
		b: { classes: ['fix', 'waiting'], state: 'fix', percent: 99 },
		c: { classes: ['problem', 'fix'], state: 'problem', percent: 100 }
	};
	const rest = { filled: 0, applicable: 0, missing: [], findings: [] };
	const people = [aMember('a'), aMember('b'), aMember('c', { branchId: 'elsewhere' })];
	const tally = tallyOf(people, (member) => ({ ...rest, ...summaries[member.name]! }));

	test('a record counts in every class it has a finding of', () => {
		expect(tally.counts).toEqual({ complete: 1, fix: 2, waiting: 1, problem: 1 });
	});

	test('each branch adds up its own records, and only complete ones are not open', () => {
		expect(tally.branches.get(branch.id)).toEqual({ members: 2, sum: 199, open: 1 });
		expect(tally.branches.get('elsewhere')).toEqual({ members: 1, sum: 100, open: 1 });
	});
});

test('who is 已减少 and lacks what belongs to it is among 各支部待办 of a committee, by that name', async () => {
	const own = await Device.new({ now: () => new Date('2026-11-24T12:00:00+08:00') });
	const gone = aMember('gone', { ...known, idNumber: good, membershipStatus: '2', stoppedOn: '' });
	const rows = [...orgRows(), memberRow(gone, 2)];
	await own.replica.applyReply(aReply({ rows, cursor: 2, total: rows.length }), 0);
	const { replica } = own;
	const [line, ...others] = branchLines(replica, replica.held(), replica.context());
	expect(others).toEqual([]);
	const shown = branchGroups.filter((group) => line!.of[group] > 0);
	expect([line!.org.id, shown]).toEqual([branch.id, ['reduced']]);
	expect(groupTitles[shown[0]!]).toBe('已减少，待补充');
	own.close();
});
