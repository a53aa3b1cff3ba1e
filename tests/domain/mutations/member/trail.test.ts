import { expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import { writerOf } from '#domain/mutations/member/trail';
import { admission, uuid } from '../../../support/device';
import { MemoryTx } from '../../../support/memory-tx';

const id = uuid('new1');

test('[S-4] every change of a record leaves a line: who, which device, when, what, and its receipt', async () => {
	const tx = new MemoryTx();
	await tx.run(admitMember, admission(1));
	await tx.run(editMember, { id, edits: { mobile: { from: '', to: '16400000001' } } });
	const { trail, touchedBy } = tx.get('member', id)!;
	expect(trail.map(({ kind }) => kind)).toEqual(['imported', 'edited']);
	expect(trail[1]).toEqual({
		change: uuid('chg2'),
		kind: 'edited',
		by: 'u990001',
		device: 'u990001的手机',
		at: '2026-11-24T14:00:00.000+08:00',
		receipt: { number: 2, at: '2026-11-24T06:00:01.000Z' },
		edits: { mobile: ['', '16400000001'] }
	});
	expect(touchedBy).toBe(uuid('chg2'));
});

test('[S-2] the same change run once more on a record that remembers it changes nothing', async () => {
	const tx = new MemoryTx();
	await tx.run(admitMember, admission(1));
	const edit = { id, edits: { mobile: { from: '', to: '16400000001' } } };
	await tx.run(editMember, edit, { changeId: uuid('once') });
	const after = tx.get('member', id);
	await tx.run(editMember, { id, edits: { mobile: { from: '16400000001', to: '16400000002' } } });
	await tx.run(editMember, edit, { changeId: uuid('once') });
	expect(tx.get('member', id)!.mobile).toBe('16400000002');
	expect(tx.get('member', id)!.trail.slice(0, -1)).toEqual(after!.trail);
	expect(tx.get('member', id)!.conflicts).toEqual([]);
});

test('[S-4] an edit that says nothing new touches nothing, so the import can still be undone', async () => {
	const tx = new MemoryTx();
	await tx.run(admitMember, admission(1));
	const before = tx.get('member', id);
	await tx.run(editMember, { id, edits: { name: { from: '张三', to: '李四' } } });
	expect(tx.get('member', id)).toBe(before);
});

test('[S-4] the writer of a value is who gave it, not who confirmed or touched something else', async () => {
	const tx = new MemoryTx();
	await tx.run(admitMember, admission(1), { at: '2026-11-01T08:00:00.000Z' });
	await tx.run(editMember, { id, edits: { remark: { from: '', to: '甲' } } });
	const member = tx.get('member', id)!;
	expect(writerOf(member, 'remark')?.change).toBe(uuid('chg2'));
	expect(writerOf(member, 'name')?.at).toBe('2026-11-01T08:00:00.000Z');
	expect(writerOf({ ...member, trail: [] }, 'name')).toBeUndefined();
});
