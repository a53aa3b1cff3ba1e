import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { compareYears } from '#domain/features/statistics/comparison';
import { countMembers } from '#domain/features/statistics/count-members';
import { nodeOf } from '#domain/features/statistics/node';
import { tasksOf } from '#domain/features/reminders/tasks';
import type { CompletenessState } from '#domain/rules/completeness';
import { orgTotals } from '#ui/org/org-totals';
import { ExportFlow } from '../../src/routes/(desk)/members/export/export-flow.svelte';
import { askedMembers } from '../../src/routes/(desk)/members/asked-members.svelte';
import { placeIn, type Asked } from '../../src/routes/(desk)/members/list-place.svelte';
import { MemberList } from '../../src/routes/(desk)/members/member-list.svelte';
import { Overview } from '../../src/routes/(desk)/overview.svelte';
import { PrintFlow } from '../../src/routes/(desk)/print/print-flow.svelte';
import { soundMember } from '../support/sound-member';
import { aMember, branch, Device } from '../support/device';

/** One definition of who counts (在册), and one scope that cards, list, 导出名册 and 打印 share. */

const sound = (name: string, over: Partial<Member> = {}): Member => {
	const { id, branchId } = aMember(name);
	return { ...soundMember(over), id, branchId, name };
};
const young = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2009-05-05' };
const members = [
	sound('缺项', { archiveUnit: '' }),
	sound('又缺又待审', { archiveUnit: '', birthDate: '1987-01-01', joinDate: '2005-06-15' }),
	sound('问题', young),
	sound('已故', { membershipStatus: 'deceased', leaveDate: '2026-10-01' }),
	sound('已停', { membershipStatus: '2', stoppedOn: '2024-10-01', stopReason: '失联' })
];
const ON_ROSTER = 3;
const today = '2026-11-24';

let device: Device;
beforeEach(async () => {
	vi.stubGlobal('localStorage', { getItem: () => null });
	device = await Device.loaded(members, { now: () => new Date(`${today}T12:00:00+08:00`) });
});
afterEach(() => {
	vi.unstubAllGlobals();
	device.close();
});

const nothing: Asked = {
	orgId: '',
	state: undefined,
	group: undefined,
	only: undefined,
	address: ''
};
const names = (list: readonly Member[]) => list.map(({ name }) => name).toSorted();

test('在册 is one number wherever somebody is counted', () => {
	const { replica } = device;
	const { id } = branch;
	const percent = (member: Member) => replica.summary(member).percent;
	const listed = new MemberList(replica, placeIn(replica));
	const asked = askedMembers(replica, () => new URLSearchParams({ org: id }));
	const node = nodeOf(branch, replica.orgs());
	const sheet = compareYears({
		node,
		members: replica.held(),
		departures: replica.departures(),
		year: 2026,
		today
	});
	const counts = {
		device: replica.members().length,
		branch: replica.under(id).members.length,
		home: new Overview(replica).members.length,
		tree: orgTotals(replica.orgs(), replica.members(), percent).get(id)?.members,
		list: listed.shown.length,
		all: listed.byState.all,
		export: new ExportFlow(replica, asked).members.length,
		print: new PrintFlow(replica, asked).members.length,
		statistics: countMembers(replica.under(id).held, today).total,
		comparison: sheet.total
	};
	expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((key) => [key, ON_ROSTER])));
	expect(replica.held()).toHaveLength(members.length);
	expect(listed.byState.reduced).toBe(members.length - ON_ROSTER);
});

test('who is 已减少 stands behind the filter of that name, in the list and in what leaves from it', () => {
	const { replica } = device;
	const place = placeIn(replica);
	const asked = askedMembers(replica, () => new URLSearchParams());
	place.show({ ...nothing, state: 'reduced' });
	expect(names(asked().members)).toEqual(['已停', '已故'].toSorted());
	expect(asked().narrowedBy).toEqual(['已减少']);
});

describe('the card, its list, 导出名册 and 打印 have the same members', () => {
	const states: CompletenessState[] = ['fix', 'waiting', 'problem', 'complete'];

	test.each(states)('%s', (state) => {
		const { replica } = device;
		const place = placeIn(replica);
		const card = new Overview(replica).counts[state];
		place.show({ ...nothing, state });
		const asked = askedMembers(replica, () => new URLSearchParams());
		expect(asked().members).toHaveLength(card);
		expect(new MemberList(replica, place).byState[state]).toBe(card);
		expect(names(new ExportFlow(replica, asked).members)).toEqual(names(asked().members));
		expect(names(new PrintFlow(replica, asked).members)).toEqual(names(asked().members));
	});

	test('待说明或审核 on the card, and among 待办', () => {
		const { replica } = device;
		const { counts, held } = new Overview(replica);
		const summary = (member: Member) => replica.summary(member);
		const tasks = tasksOf(held, { context: replica.context(), summary });
		expect(counts.waiting).toBe(1);
		expect(tasks.explain).toHaveLength(counts.waiting);
	});
});

test('what an address asks for is all that narrows the list: nothing sticks from before', () => {
	const { replica } = device;
	const place = placeIn(replica);
	place.query = '缺';
	place.group = 'ID';
	place.orgId = 'elsewhere';
	place.show({ ...nothing, state: 'fix' });
	expect(new MemberList(replica, place).narrowedBy).toEqual(['可由支部完善']);
	expect([place.query, place.group, place.orgId]).toEqual(['', 'all', '']);
});

test('[ID-07] 重新入党 begins a record under the number of the one that left; both are sound', async () => {
	device.close();
	const { idNumber } = soundMember();
	const left = {
		membershipStatus: 'left',
		leaveDate: '2020-01-01',
		leaveReason: 'L6',
		leaveApprovedBy: '中共示例大学委员会'
	};
	const people = [sound('从前', { ...left, idNumber }), sound('如今', { idNumber })];
	device = await Device.loaded(people, { now: () => new Date(`${today}T12:00:00+08:00`) });
	const rules = people.map((one) => device.replica.summary(one).findings.map(({ rule }) => rule));
	expect(rules).toEqual([[], []]);
});
