import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completeness } from '#domain/rules/completeness';
import { tallyOf } from '../../src/routes/(desk)/tally';
import { tasksOf, type TaskGroup } from '../../src/routes/(desk)/tasks';
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

function namesIn(group: TaskGroup): string[] {
	const { replica } = device;
	const tasks = tasksOf(replica, replica.membersUnder(branch.id)).get(group) ?? [];
	return tasks.map((task) => task.member.name).sort();
}

describe('待办 names each member in the most urgent group he belongs to', () => {
	test('an error comes before what is missing, and is not said twice', () => {
		expect(namesIn('error')).toEqual(['wrong']);
		expect(namesIn('fill')).not.toContain('wrong');
	});

	test('what is missing is named by its Chinese labels, three at most', () => {
		const { replica } = device;
		const task = tasksOf(replica, [bare]).get('fill')?.[0];
		expect(task?.sentence).toMatch(/^缺 [^、]+、[^、]+、[^、]+ 等 \d+ 项$/);
	});

	test('[JN-14] a probation that ends soon is a reminder beside whatever else is open', () => {
		expect(namesIn('remind')).toEqual(['probation']);
		expect([...namesIn('error'), ...namesIn('fill')]).toContain('probation');
	});

	test('the groups stand by urgency', () => {
		const order = [...tasksOf(device.replica, everybody).keys()];
		expect(order).toEqual(['error', 'problem', 'explain', 'fill', 'remind']);
	});
});

describe('the figures of 首页', () => {
	const summaries: Record<string, Pick<Completeness, 'state' | 'percent'>> = {
		a: { state: 'complete', percent: 100 },
		b: { state: 'fix', percent: 99 },
		c: { state: 'problem', percent: 100 }
	};
	const rest = { filled: 0, applicable: 0, missing: [], findings: [] };
	const people = [aMember('a'), aMember('b'), aMember('c', { branchId: 'elsewhere' })];
	const tally = tallyOf(people, (member) => ({ ...rest, ...summaries[member.name]! }));

	test('every record is in exactly one class', () => {
		expect(tally.counts).toEqual({ complete: 1, fix: 1, waiting: 0, problem: 1 });
	});

	test('each branch adds up its own records, and only complete ones are not open', () => {
		expect(tally.branches.get(branch.id)).toEqual({ members: 2, sum: 199, open: 1 });
		expect(tally.branches.get('elsewhere')).toEqual({ members: 1, sum: 100, open: 1 });
	});
});
