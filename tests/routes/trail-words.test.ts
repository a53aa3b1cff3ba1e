import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signature } from '#domain/kernel/signature';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import { fieldChangesOf } from '../../src/routes/(desk)/change-words';
import { mendHref, refusedChange } from '../../src/routes/(desk)/mend-refused';
import { sayAccount, sayReceipt, saySignature } from '../../src/routes/(desk)/signature-words';
import { sayEntry } from '../../src/routes/(desk)/trail-words';
import type { Change } from '#domain/protocol/change';
import { editMember } from '#domain/mutations/member/edit-member';
import { admitMember } from '#domain/mutations/member/admit-member';
import { admission, aReply, branch, Device, memberRow, orgRows, uuid } from '../support/device';
import { soundMember } from '../support/sound-member';

const id = uuid('m1');
const signature: Signature = {
	change: 'c1',
	by: `u${branch.code}`,
	device: '张书记的手机',
	at: '2020-11-24T14:02:00',
	receipt: { number: 87, at: '2020-11-24T14:05:00' }
};
const entry = (over: Partial<TrailEntry>): TrailEntry => ({
	...signature,
	kind: 'edited',
	edits: {},
	...over
});

let device: Device;
beforeAll(async () => {
	device = await Device.new({ now: () => new Date('2026-11-24T12:00:00+08:00') });
	const rows = [...orgRows(), memberRow(soundMember({ id, branchId: branch.id }), 2)];
	await device.replica.applyReply(aReply({ rows, cursor: 2, total: rows.length }), 0);
});
afterAll(() => device.close());

test('修改记录 speaks in labels and names of codes, never in keys and numbers', () => {
	const { title, lines } = sayEntry(
		device.replica,
		entry({ edits: { gender: ['1', '2'], mobile: ['', '16400000001'] } })
	);
	expect(title).toBe('修改');
	expect(lines).toEqual([
		{ label: '性别', from: '男性', to: '女性' },
		{ label: '手机号码', from: '（空）', to: '16400000001' }
	]);
});

test('[S-4] a value set aside, a confirmed one, a move and an adoption are told as what they are', () => {
	const say = (over: Partial<TrailEntry>) => sayEntry(device.replica, entry(over));
	expect(say({ aside: { name: '李四' } }).lines[0]).toMatchObject({
		label: '姓名',
		to: '李四',
		note: '与已有的值不同，另存待决定'
	});
	expect(say({ kind: 'settled', edits: { name: ['张伟', '张伟'] } })).toMatchObject({
		title: '决定采用哪个值',
		lines: [{ to: '张伟', note: '保留' }]
	});
	const branches: [string, string] = ['一支部', '二支部'];
	expect(say({ kind: 'moved', edits: { branchId: ['a', 'b'] }, branches }).lines[0]).toMatchObject({
		from: '一支部',
		to: '二支部'
	});
	expect(say({ kind: 'adopted', author: 'u1' }).title).toBe('采纳建议（其他党支部 u1）');
	expect(say({ kind: 'flagged', text: '后台查无此号' })).toEqual({
		title: '标记为问题数据',
		lines: [{ label: '原因', to: '后台查无此号' }]
	});
	expect(say({ kind: 'unflagged' })).toEqual({ title: '取消问题数据标记', lines: [] });
});

test('[S-2] who and when; the receipt with its number, or that it still waits', () => {
	expect(saySignature(device.replica, signature)).toBe('b1 · 张书记的手机 · 2020-11-24 14:02');
	expect(sayReceipt(signature)).toBe('服务器 2020-11-24 14:05 收到 · 回执号 87');
	expect(sayReceipt({})).toBe('待发送');
	expect(sayAccount(device.replica, 'a123456')).toBe('上级党组织 a123456');
	expect(sayAccount(device.replica, 'system')).toBe('系统');
});

test('[S-5] the words of a refused mark or answer are shown with it', () => {
	const change = (args: Change['args']) => ({ id: 'c', name: 'x', at: '', args });
	for (const args of [{ reason: '后台查无此号' }, { text: '后台查无此号' }]) {
		expect(fieldChangesOf(device.replica, change(args))).toMatchObject([
			{ label: '所写内容', to: '后台查无此号' }
		]);
	}
	expect(fieldChangesOf(device.replica, change({ text: '' }))).toEqual([]);
});

test('[S-5] 改正并重发 leads to the field that is at fault, with what had been typed', async () => {
	const { replica } = device;
	const edits = {
		mobile: { from: '16400000001', to: '16400000002' },
		remark: { from: '', to: 'x' }
	};
	const edited = await replica.mutate(editMember, { id, edits });
	const admitted = await replica.mutate(admitMember, admission(1));
	if (!edited.ok || !admitted.ok) throw new Error('not made');
	expect(refusedChange(replica, edited.value)).toBeUndefined();
	await replica.refuseHere(edited.value, { code: 'rule.error', rules: ['JN-08'] });
	await replica.refuseHere(admitted.value, { code: 'rule.error', rules: ['JN-08'] });
	const [first, second] = replica.outbox();
	expect(mendHref(replica, first!)).toBe(
		`/members/${id}/basic?refused=${edited.value}#regularDate`
	);
	expect(mendHref(replica, second!)).toBe(`/members/new?refused=${admitted.value}`);
	expect([...refusedChange(replica, edited.value)!.typed]).toEqual([
		['mobile', '16400000002'],
		['remark', 'x']
	]);
	expect(refusedChange(replica, admitted.value)!.typed.get('name')).toBe('李四');
	const forged = { ...first!, change: { ...first!.change, args: { id, edits: { mobile: 7 } } } };
	expect(mendHref(replica, { ...forged, problem: { code: 'storage.lost' } })).toBeUndefined();
});
