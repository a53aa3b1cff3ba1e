import { afterEach, beforeEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { MemberEdits } from '#domain/model/member/member';
import { explainedBy } from '#domain/rules/explain';
import { branch, root, uuid, type Device } from '../../support/device';
import { Phones } from '../../support/phones';
import { soundMember } from '../../support/sound-member';

/** A text speaks of the values its author saw, whichever change comes first (S-4, S-12). */

const id = uuid('m1');
const short = '2006-06-01';
const other = '2006-05-01';
let phones: Phones;
let a: Device;
let b: Device;
let desk: Device;

beforeEach(async () => {
	phones = await Phones.with([soundMember({ id, branchId: branch.id, regularDate: short })]);
	a = await phones.phone('u', branch, '甲的手机');
	b = await phones.phone('u', branch, '乙的手机');
	desk = await phones.phone('a', root, '校党委电脑');
});
afterEach(() => phones.close());

const member = ({ replica }: Device) => replica.member(id)!;
const open = (device: Device) =>
	device.replica
		.summary(member(device))
		.findings.map(({ rule }) => rule)
		.filter((rule) => rule === 'JN-10');

function edit(device: Device, edits: MemberEdits, explains?: Record<string, string>) {
	return device.replica.mutate(editMember, { id, edits, ...(explains && { explains }) });
}

/** 备注信息 as the form saves it: with what it was written for. */
function remark(device: Device, to: string) {
	const now = member(device);
	const after = { ...now, remark: to };
	const explains = explainedBy(after, ['remark'], device.replica.context());
	return edit(device, { remark: { from: now.remark, to } }, explains);
}

test('[S-12] a remark closes its finding on every device', async () => {
	expect(open(a)).toEqual(['JN-10']);
	await remark(a, '因公出国，提前讨论');
	expect(open(a)).toEqual([]);
	await phones.syncAll();
	for (const device of [a, b, desk]) expect(open(device)).toEqual([]);
});

test.each([
	['the dates first', ['b', 'a']],
	['the remark first', ['a', 'b']]
])(
	'[S-4] a remark for dates that another phone changed meanwhile closes nothing: %s',
	async (_, order) => {
		await remark(a, '档案如此');
		await edit(b, { regularDate: { from: short, to: other } });
		for (const name of order) await phones.sync(name === 'a' ? a : b);
		await phones.syncAll();
		for (const device of [a, b, desk]) {
			expect(member(device)).toMatchObject({ regularDate: other, remark: '档案如此' });
			expect(open(device)).toEqual(['JN-10']);
		}
	}
);

test('the text that stands is confirmed for the new values without being typed again', async () => {
	await remark(a, '档案如此');
	await edit(a, { regularDate: { from: short, to: other } });
	expect(open(a)).toEqual(['JN-10']);
	expect(await remark(a, '档案如此')).toMatchObject({ ok: true });
	expect(open(a)).toEqual([]);
	expect(member(a).trail.at(-1)!.edits).toEqual({ remark: ['档案如此', '档案如此'] });
	await phones.syncAll();
	for (const device of [a, b, desk]) {
		expect(open(device)).toEqual([]);
		expect(member(device).trail).toHaveLength(3);
	}
});

test('an edit explains nothing by texts it does not carry, and the same text again changes nothing', async () => {
	const explains = explainedBy({ ...member(a), remark: 'x' }, ['remark'], a.replica.context());
	await edit(a, { major: { from: '', to: '物理' } }, explains);
	expect(open(a)).toEqual(['JN-10']);
	await remark(a, '档案如此');
	await phones.syncAll();
	const before = member(a);
	await remark(a, '档案如此');
	expect(member(a)).toEqual(before);
	expect((await phones.syncAll(), open(b))).toEqual([]);
});

test('only rules that take a text can be named, and only in few words', async () => {
	const edits = { remark: { from: '', to: 'x' } };
	for (const explains of [{ 'JN-08': '' }, { nothing: '' }, { 'JN-10': 'x'.repeat(2_001) }])
		expect(editMember.args.safeParse({ id, edits, explains }).success).toBe(false);
	expect(editMember.args.safeParse({ id, edits, explains: { 'JN-10': 'x' } }).success).toBe(true);
});
