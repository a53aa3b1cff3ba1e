import { afterEach, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { AwardFlow } from '../../src/routes/(desk)/members/awards/award-flow.svelte';
import { FieldFlow } from '../../src/routes/(desk)/members/bulk/field/field-flow.svelte';
import { MergeFlow } from '../../src/routes/(desk)/members/[memberId]/merge/merge-flow.svelte';
import { NewMember } from '../../src/routes/(desk)/members/new/new-member.svelte';
import { OpenEntries } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/open-entries.svelte';
import { OpenMember } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/open-member.svelte';
import { RecordWriter } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/record-writer';
import type { Replica } from '#store/replica/replica';
import { eventually } from '../support/eventually';
import { aMember, branch, Device } from '../support/device';
import { TypedForm } from '../support/typed-form';

/** Every form of the desk, from its typing through a restart to what it shows again (V-7). */

const people = [aMember('王一', { remark: '旧' }), aMember('李二')];
const [wang, li] = people as [(typeof people)[0], (typeof people)[0]];
const devices: Device[] = [];
afterEach(() => devices.splice(0).forEach((device) => device.close()));

async function loaded(): Promise<Device> {
	const device = await Device.loaded(people);
	devices.push(device);
	return device;
}

const writerOf = (replica: Replica) => new RecordWriter(replica, wang.id, () => wang.id);
const openMember = (replica: Replica) =>
	new OpenMember(replica, wang, writerOf(replica), { tab: () => 'basic', remedy: () => undefined });

test('[V-7] a record: every tab is one draft, and saving one tab leaves the others', async () => {
	const device = await loaded();
	const open = openMember(device.replica);
	open.draft.type('remark', '新');
	open.draft.type('introducers', '示例介绍人');
	await open.home.flush();
	const again = openMember(await device.restart());
	expect(again.draft.typed()).toMatchObject({
		remark: { from: '旧', to: '新' },
		introducers: { from: '', to: '示例介绍人' }
	});
	expect(device.replica.drafts.list[0]?.lines).toContainEqual({ label: '备注信息', text: '新' });
	expect(await again.save()).toBe(true);
	const replica = await device.restart();
	expect(replica.member(wang.id)?.remark).toBe('新');
	expect(Object.keys(openMember(replica).draft.typed() ?? {})).toEqual(['introducers']);
});

test('[V-7] a refused change that is being mended is still known as that after a restart', async () => {
	const device = await loaded();
	const open = openMember(device.replica);
	open.mend('the-refused-change', new Map([['remark', '改正']]));
	await open.home.flush();
	const replica = await device.restart();
	expect(replica.drafts.list[0]?.payload).toMatchObject({ refused: 'the-refused-change' });
	const again = openMember(replica);
	again.draft.type('remark', '再改');
	// Opened by 改正并重发 once more: what was typed since then stands.
	again.mend('the-refused-change', new Map([['remark', '改正']]));
	expect(again.draft.typed()?.remark?.to).toBe('再改');
});

test('[V-7] a new row of a list stands half filled in its list again', async () => {
	const device = await loaded();
	const entries = new OpenEntries(device.replica, writerOf(device.replica), () => wang);
	entries.add('rewards');
	const draft = entries.current!;
	draft.type('approvedBy', '示例党委');
	await entries.homeOf(draft)!.flush();
	entries.close();
	const replica = await device.restart();
	const again = new OpenEntries(replica, writerOf(replica), () => replica.member(wang.id)!);
	expect(again.unsaved.map((one) => [one.list, one.id, one.values['approvedBy']])).toEqual([
		['rewards', draft.id, '示例党委']
	]);
	await again.giveUp(again.unsaved[0]!);
	expect(again.unsaved).toEqual([]);
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[V-7] two 补录 wait side by side, each with its branch', async () => {
	const device = await loaded();
	const ports = { orgId: branch.id, remedy: () => undefined };
	const names = ['张甲', '张乙'];
	const made = names.map((name) => {
		const one = new NewMember(device.replica, { id: crypto.randomUUID(), ...ports });
		one.draft.type('name', name);
		return one;
	});
	for (const one of made) await one.home.flush();
	const replica = await device.restart();
	expect(
		replica.drafts
			.under('admit:')
			.map(({ title }) => title)
			.sort()
	).toEqual(['补录 · 张乙', '补录 · 张甲']);
	const again = new NewMember(replica, { id: made[0]!.id, ...ports });
	expect(again.draft.member).toMatchObject({ id: made[0]!.id, name: '张甲', branchId: branch.id });
});

test('[V-7] 批量修改 keeps its item, its value and whom it is for', async () => {
	const device = await loaded();
	const flow = new FieldFlow(device.replica, [wang, li]);
	flow.choose('school');
	flow.type('示例大学');
	await flow.home.flush();
	const replica = await device.restart();
	const again = new FieldFlow(replica, []);
	expect([again.key, again.state.value, again.count]).toEqual(['school', '示例大学', 2]);
	await again.plan();
	await again.action.apply();
	await again.home.flush();
	expect(replica.members().map(({ school }) => school)).toEqual(['示例大学', '示例大学']);
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[V-7] 批量修改 that is taken up again leaves out who was reduced meanwhile', async () => {
	const device = await loaded();
	const flow = new FieldFlow(device.replica, [wang, li]);
	flow.choose('school');
	flow.type('示例大学');
	await flow.home.flush();
	const to = { membershipStatus: 'deceased', leaveType: 'L7', leaveDate: '2026-10-01' } as const;
	const edits = Object.fromEntries(
		Object.entries(to).map(([key, value]) => [key, { from: wang[key as 'leaveDate'], to: value }])
	);
	expect((await device.replica.mutate(editMember, { id: wang.id, edits })).ok).toBe(true);
	const again = new FieldFlow(device.replica, []);
	expect([again.key, again.count]).toEqual(['school', 1]);
	await again.plan();
	expect(again.action.changing.map(({ change }) => change.memberId)).toEqual([li.id]);
});

test('[V-7] 批量修改 ends its draft in the last transaction, leaves out who was left out, and keeps what was stopped', async () => {
	const device = await loaded();
	const flow = new FieldFlow(device.replica, [wang, li]);
	flow.choose('school');
	flow.type('示例大学');
	await flow.plan();
	flow.action.tick(flow.action.changing.slice(0, 1), false);
	await flow.home.flush();
	expect(new FieldFlow(await device.restart(), []).count).toBe(1);

	const full = new DOMException('full', 'QuotaExceededError');
	const add = vi.spyOn(device.db.journal, 'add').mockRejectedValue(full);
	const again = new FieldFlow(device.replica, []);
	await again.plan();
	await again.action.apply();
	expect(again.action.outcome?.stopped).toEqual({ code: 'storage.full' });
	await again.home.flush();
	expect(device.replica.drafts.count).toBe(1);
	add.mockRestore();
	await again.action.apply();
	// Nothing told the draft of it: a kill at this moment finds it ended.
	expect(await device.db.draft.count()).toBe(0);
	expect(device.replica.members().map(({ school }) => school)).toEqual(['', '示例大学']);
});

test('[V-7] a batch whose last changes are all refused ends its draft too', async () => {
	const device = await loaded();
	const form = new TypedForm(device.replica, wang);
	form.type('remark', '新');
	await form.home.flush();
	const args = { id: crypto.randomUUID(), edits: { remark: { from: '', to: '无人' } } };
	const items = [{ mutation: editMember, args }];
	const made = await device.replica.mutateAll(items, {
		last: (write) =>
			form.home.saving(async (drafts) => {
				form.edits = {};
				return write(drafts);
			})
	});
	expect(made).toEqual({ ok: true, value: 0 });
	expect((await device.restart()).drafts.count).toBe(0);
});

test('a person taken out of a list of awards stays out when the next question is answered', async () => {
	const device = await loaded();
	const flow = new AwardFlow(device.replica);
	await flow.paste('王一 优秀共产党员\n李二 优秀共产党员');
	flow.type('approvedOn', '2019-06-30');
	flow.type('approvedBy', '中共示例大学委员会');
	await flow.answer(1, wang.id);
	const chosen = () => flow.action.chosen.map(({ change }) => change.memberId);
	expect(chosen()).toEqual([wang.id]);
	flow.action.tick(flow.action.changing, false);
	await flow.answer(2, li.id);
	expect(chosen()).toEqual([li.id]);
});

test('[V-7] 合并 keeps which record, which values and which photo were chosen, whichever is opened first', async () => {
	const device = await loaded();
	const flow = new MergeFlow(device.replica, [wang.id, li.id]);
	expect(flow.into?.id).toBe(wang.id);
	await flow.home.flush();
	expect(device.replica.drafts.count).toBe(0);
	flow.keepRecord(li.id);
	flow.decide('name', wang.id);
	flow.decide('remark', li.id);
	await flow.home.flush();

	const replica = await device.restart();
	expect(replica.drafts.list[0]).toMatchObject({
		title: '合并党员记录 · 王一',
		href: `/members/${wang.id}/merge?with=${li.id}`,
		lines: [
			{ label: '保留哪一条记录', text: '记录二' },
			{ label: '姓名', text: '王一' },
			{ label: '备注信息' }
		]
	});
	const again = new MergeFlow(replica, [li.id, wang.id]);
	const standing = () => [again.into?.id, again.standing('name')?.id, again.standing('remark')?.id];
	expect(standing()).toEqual([li.id, wang.id, li.id]);
	expect(await again.merge()).toBe(true);
	expect(replica.member(li.id)).toMatchObject({ name: '王一', remark: '' });
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[V-7] 放弃 of a merge shows what is proposed again', async () => {
	const device = await loaded();
	const flow = new MergeFlow(device.replica, [wang.id, li.id]);
	flow.keepRecord(li.id);
	await flow.home.flush();
	await flow.home.giveUp();
	expect(flow.into?.id).toBe(wang.id);
	expect((await device.restart()).drafts.count).toBe(0);
});

test('[V-7] a pasted list of awards keeps its names, its decision and the answers', async () => {
	const device = await loaded();
	const flow = new AwardFlow(device.replica);
	flow.text = '王一 优秀共产党员\n李二 优秀共产党员';
	await flow.paste(flow.text);
	flow.type('approvedBy', '示例党委');
	await flow.answer(1, wang.id);
	await flow.home.flush();
	const replica = await device.restart();
	const again = new AwardFlow(replica);
	await eventually(() => expect(again.list?.rows.length).toBe(2));
	await eventually(() => expect(again.answerOf(1)).toBe(wang.id));
	expect([again.text, again.pasting, again.state('approvedBy').value]).toEqual([
		flow.text,
		true,
		'示例党委'
	]);
	await again.home.giveUp();
	expect([again.text, again.list]).toEqual(['', undefined]);
	expect((await device.restart()).drafts.count).toBe(0);
});
