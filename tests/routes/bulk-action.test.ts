import { afterEach, describe, expect, test } from 'vitest';
import { AwardsOfList } from '#domain/features/awards/award-changes';
import { bulkActionsOn } from '#domain/features/bulk/bulk-history';
import { valueChanges } from '#domain/features/bulk/field-changes';
import { editMember } from '#domain/mutations/member/edit-member';
import { entriesOf } from '#domain/model/member/entries';
import type { FieldKey } from '#domain/model/member/fields';
import { aMember, branch, Device, uuid } from '../support/device';
import { idNumberFor } from '../support/sound-member';
import { BulkAction, newBatch } from '../../src/routes/(desk)/members/bulk/bulk-action.svelte';
import { sayBulkAction } from '../../src/routes/(desk)/members/bulk/bulk-words';
import { Selection } from '../../src/routes/(desk)/members/selection.svelte';

const devices: Device[] = [];
afterEach(() => devices.splice(0).forEach((device) => device.close()));

const PEOPLE = 250;
const people = Array.from({ length: PEOPLE }, (_, n) =>
	aMember(`p${n}`, { name: `李${n}`, school: n === 0 ? '示例大学' : '', education: '6' })
);

async function device(members = people): Promise<Device> {
	const made = await Device.loaded(members, { now: () => new Date('2026-11-24T10:00:00+08:00') });
	devices.push(made);
	return made;
}

const set = ({ replica }: Device, key: FieldKey, to: string) => [
	{ title: '将更改', changes: valueChanges(replica.members(), () => ({ [key]: to }), newBatch()) }
];
const schoolOf = ({ replica }: Device, n: number) => replica.member(uuid(`p${n}`))!.school;

describe('a bulk action previews, applies and is taken back', () => {
	test('nothing is written before it is confirmed; who would not change is named', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		await action.plan(set(desk, 'school', '示例大学'));
		expect(action.same.map(({ member }) => member.name)).toEqual(['李0']);
		expect(action.changing).toHaveLength(PEOPLE - 1);
		expect(action.changing[0]!.edits).toEqual({ school: ['', '示例大学'] });
		expect(desk.replica.outbox()).toEqual([]);
	});

	test('a single person is left out; the rest are ordinary member.edit changes', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		await action.plan(set(desk, 'school', '示例大学'));
		const left = action.changing[0]!;
		action.tick([left], false);
		await action.apply();
		expect(action.outcome).toMatchObject({ what: 'applied', refused: [], left: 0 });
		expect(action.outcome!.done).toHaveLength(PEOPLE - 2);
		expect(desk.replica.member(left.member.id)!.school).toBe('');
		const names = new Set(desk.replica.outbox().map(({ change }) => change.name));
		expect([...names]).toEqual(['member.edit']);
	});

	test('撤销 gives every value back and keeps what somebody set since', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		await action.plan(set(desk, 'school', '示例大学'));
		await action.apply();
		const edits = { school: { from: '示例大学', to: '另一大学' } };
		await desk.replica.mutate(editMember, { id: uuid('p5'), edits });
		await action.undo(action.outcome!.batch);
		expect(action.outcome).toMatchObject({ what: 'undone', left: 0, refused: [] });
		expect(action.outcome!.kept.map(({ name }) => name)).toEqual(['李5']);
		expect([0, 1, 5].map((n) => schoolOf(desk, n))).toEqual(['示例大学', '', '另一大学']);
		const last = desk.replica.outbox().at(-1)!.change;
		expect(last.args['edits']).toEqual({ school: { from: '示例大学', to: '' } });
	});

	test('on another day, after a restart, it is found in the records and taken back', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		await action.plan(set(desk, 'school', '示例大学'));
		await action.apply();
		await desk.restart();
		const [past] = bulkActionsOn(desk.replica.members());
		expect(sayBulkAction(past!)).toBe('批量修改：毕业院校');
		expect(past!.members).toHaveLength(PEOPLE - 1);
		const later = new BulkAction(desk.replica);
		await later.undo(past!.batch);
		expect(later.outcome!.done).toHaveLength(PEOPLE - 1);
		await later.undo(past!.batch);
		expect(later.outcome).toMatchObject({ done: [], kept: [], left: 0 });
	});

	test('stopped in the middle it goes on where it stopped, and nothing comes twice', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		await action.plan(set(desk, 'school', '示例大学'));
		const stop = setInterval(() => action.done >= 100 && action.cancel(), 0);
		await action.apply();
		clearInterval(stop);
		expect(action.outcome!.stopped).toBe('cancelled');
		expect(action.outcome!.left).toBeGreaterThan(0);
		await action.apply();
		expect(action.outcome).toMatchObject({ left: 0 });
		expect(action.outcome!.done).toHaveLength(PEOPLE - 1);
		expect(desk.replica.outbox()).toHaveLength(PEOPLE - 1);
	});

	test('[AW-02] who would be refused is named beforehand, with the rule, and is not tried', async () => {
		const desk = await device(people.slice(0, 2));
		const chosen = desk.replica.members().map((member, row) => ({
			row: row + 1,
			member,
			honour: '51'
		}));
		const decision = { approvedOn: '2027-01-01', approvedBy: '中共示例海洋大学委员会' };
		const changes = new AwardsOfList('c'.repeat(64), branch.id, []).changes(chosen, decision);
		const action = new BulkAction(desk.replica);
		await action.plan([{ title: '将录入', changes }]);
		expect(action.refused.map(({ problem }) => problem)).toEqual([
			{ code: 'rule.error', rules: ['AW-02'] },
			{ code: 'rule.error', rules: ['AW-02'] }
		]);
		await action.apply();
		expect(desk.replica.outbox()).toEqual([]);
	});

	test('awards are rows of their own; 撤销 removes them, and the list can come again', async () => {
		const desk = await device([aMember('p1', { idNumber: idNumberFor('1980-05-06') })]);
		const hash = 'd'.repeat(64);
		const decision = { approvedOn: '2019-06-30', approvedBy: '中共示例海洋大学委员会' };
		const plan = () => {
			const members = desk.replica.members();
			const chosen = members.map((member) => ({ row: 5, member, honour: '52' }));
			const changes = new AwardsOfList(hash, branch.id, members).changes(chosen, decision);
			return [{ title: '将录入', changes }];
		};
		const action = new BulkAction(desk.replica);
		const awards = () => entriesOf(desk.replica.members()[0]!, 'rewards');
		await action.plan(plan());
		await action.apply();
		expect(awards()).toHaveLength(1);
		expect(plan()[0]!.changes).toEqual([]);
		const { batch } = action.outcome!;
		await action.undo(batch);
		expect(awards()).toEqual([]);
		await action.plan(plan());
		await action.apply();
		expect(awards()).toHaveLength(1);
		await action.undo(batch);
		expect(awards()).toEqual([]);
		expect(action.outcome!.kept).toEqual([]);
		expect(bulkActionsOn(desk.replica.members()).map(sayBulkAction)).toEqual(['按名单录入奖励']);
	});

	test('a record that a file or the set-up brought is no bulk action, whatever its id', () => {
		const line = { ...brought, change: '01234567-89ab-8cde-9f01-2345000001ff' };
		expect(bulkActionsOn([aMember('p1', { trail: [{ ...line, kind: 'imported' }] })])).toEqual([]);
		expect(bulkActionsOn([aMember('p1', { trail: [{ ...line, kind: 'edited' }] })])).toHaveLength(
			1
		);
	});

	test('a check that is stopped changes nothing', async () => {
		const desk = await device();
		const action = new BulkAction(desk.replica);
		const planned = action.plan(set(desk, 'school', '示例大学'));
		action.cancel();
		await planned;
		expect(action.step).toBe('idle');
		expect(action.rows).toEqual([]);
	});
});

const brought = { by: 'system', device: '', at: '2026-11-24T10:00:00+08:00', edits: {} };

describe('choosing members in the list', () => {
	test('a range reaches from the row ticked last, all as that one becomes', () => {
		const selection = new Selection();
		selection.toggle(people[2]!.id);
		selection.reach(people[5]!.id, people);
		expect(selection.of(people).map(({ name }) => name)).toEqual(['李2', '李3', '李4', '李5']);
		selection.reach(people[4]!.id, people);
		expect(selection.of(people).map(({ name }) => name)).toEqual(['李2', '李3']);
	});

	test('all that is shown is added to what was chosen before; 完成 forgets it', () => {
		const selection = new Selection();
		selection.toggle(people[9]!.id);
		selection.add(people.slice(0, 3));
		expect(selection.size).toBe(4);
		selection.drop(people.slice(0, 2));
		expect(selection.of(people).map(({ name }) => name)).toEqual(['李2', '李9']);
		selection.end();
		expect(selection.size).toBe(0);
	});
});
