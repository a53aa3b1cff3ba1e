import { expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import {
	differencesOf,
	fullerOf,
	mergeChoice,
	mergePreview,
	proposedFrom
} from '#domain/mutations/member/merge-choice';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { survivorId, undoableMerge } from '#domain/mutations/member/undoable-merge';
import { trailOf } from '#domain/model/member/whole-trail';
import { branch, uuid } from '../../../support/device';
import { MemoryTx } from '../../../support/memory-tx';
import { soundMember } from '../../../support/sound-member';

const [a, b] = [uuid('ma'), uuid('mb')];

test('[S-4] only what differs is asked; what is empty or older gives way', async () => {
	const tx = new MemoryTx(
		['member', soundMember({ id: a, branchId: branch.id, remark: '', mobile: '16400000001' })],
		['member', soundMember({ id: b, branchId: branch.id, remark: '乙', mobile: '16400000002' })]
	);
	const both = () => [tx.get('member', a)!, tx.get('member', b)!] as const;
	expect(
		differencesOf(...both())
			.map(({ key }) => key)
			.sort()
	).toEqual(['mobile', 'remark']);
	expect(fullerOf(...both()).id).toBe(b);
	expect([...proposedFrom(...both())]).toEqual(['remark']);
	const edit = { id: b, edits: { mobile: { from: '16400000002', to: '16400000003' } } };
	await tx.run(editMember, edit);
	expect([...proposedFrom(...both())].sort()).toEqual(['mobile', 'remark']);
});

test('[S-4] what the preview shows is what the mutation makes', async () => {
	const tx = new MemoryTx(
		['member', soundMember({ id: a, branchId: branch.id, mobile: '16400000001' })],
		['member', soundMember({ id: b, branchId: branch.id, mobile: '16400000002', remark: '乙' })]
	);
	const both = () => [tx.get('member', a)!, tx.get('member', b)!] as const;
	const args = mergeChoice(...both(), ['remark']);
	const preview = mergePreview(...both(), args);
	expect(await tx.run(mergeMember, args)).toBeUndefined();
	const plain = ({ trail, touchedBy, ...rest }: typeof preview) => {
		void [trail, touchedBy];
		return rest;
	};
	expect(plain(both()[0])).toEqual(plain(preview));
});

test('[S-4] the survivor’s 修改记录 shows the other’s trail in the order of the server, and where an address leads', async () => {
	const tx = new MemoryTx(
		['member', soundMember({ id: a, branchId: branch.id })],
		['member', soundMember({ id: b, branchId: branch.id })]
	);
	const get = (id: string) => tx.get('member', id);
	const say = (id: string, to: string) =>
		tx.run(editMember, { id, edits: { remark: { from: get(id)!.remark, to } } });
	await say(a, '一');
	await say(b, '二');
	await say(a, '三');
	expect(undoableMerge(get(a)!, get)).toBeUndefined();
	await tx.run(mergeMember, mergeChoice(get(a)!, get(b)!, []));
	expect(trailOf(get(a)!, get).map(({ of, entry }) => [of, entry.kind])).toEqual([
		[a, 'edited'],
		[b, 'edited'],
		[a, 'edited'],
		[a, 'merged']
	]);
	expect(undoableMerge(get(a)!, get)?.id).toBe(b);
	expect(survivorId(get(b)!, get)).toBe(a);
	await say(a, '四');
	expect(undoableMerge(get(a)!, get)).toBeUndefined();
});
