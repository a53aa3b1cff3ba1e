import { beforeEach, expect, test } from 'vitest';
import type { Conflict } from '#domain/model/member/conflict';
import { editMember } from '#domain/mutations/member/edit-member';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import { branch, otherBranch, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { soundMember } from '../../../support/sound-member';

const id = uuid('m1');
let tx: MemoryTx;

beforeEach(() => {
	tx = new MemoryTx(['member', soundMember({ id, branchId: branch.id })]);
});

const member = (): Member => tx.get('member', id)!;
const open = (): Conflict[] => member().conflicts.filter(({ settled }) => !settled);

async function edit(key: FieldKey, from: string, to: string, actor = branchActor): Promise<void> {
	const problem = await tx.run(editMember, { id, edits: { [key]: { from, to } } }, { actor });
	expect(problem).toBeUndefined();
}

/** The committee wrote first, the branch had seen what stood before. */
async function disagree(key: FieldKey, theirs: string, mine: string): Promise<Conflict> {
	const seen = member()[key];
	await edit(key, seen, theirs, rootActor);
	await edit(key, seen, mine);
	return open().at(-1)!;
}

const settle = (conflict: Conflict, choice: 'keep' | 'take', saw: string, actor = branchActor) =>
	tx.run(settleConflict, { memberId: id, conflictId: conflict.id, choice, saw }, { actor });
const reopen = (conflict: Conflict) =>
	tx.run(reopenConflict, { memberId: id, conflictId: conflict.id });

test('[S-4] identity: the stored value stays, both sides are kept with author, device and time', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	expect(member().joinDate).toBe('2005-06-16');
	expect(conflict.kept).toMatchObject({
		value: '2005-06-16',
		by: 'a990001',
		device: 'a990001的手机',
		receipt: { number: 1 }
	});
	expect(conflict.other).toMatchObject({
		value: '2005-06-17',
		by: 'u990001',
		device: 'u990001的手机',
		at: '2026-11-24T14:00:00.000+08:00'
	});
	expect(member().trail.at(-1)).toMatchObject({ edits: {}, aside: { joinDate: '2005-06-17' } });
});

test('[S-4] contact and other: the later arrival shows, the earlier is kept beside it', async () => {
	const conflict = await disagree('mobile', '16400000002', '16400000003');
	expect(member().mobile).toBe('16400000003');
	expect(conflict.kept).toMatchObject({ value: '16400000003', by: 'u990001' });
	expect(conflict.other).toMatchObject({ value: '16400000002', by: 'a990001' });
});

test('[S-4] the same value on both sides, or different fields: nothing to say', async () => {
	await edit('mobile', '16400000001', '16400000002', rootActor);
	await edit('mobile', '16400000001', '16400000002');
	await edit('remark', '', '甲');
	expect(member().conflicts).toEqual([]);
});

test('[S-4] 保留 keeps what stands; the choice is a change with its own line', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	await settle(conflict, 'keep', '2005-06-16');
	expect(open()).toEqual([]);
	expect(member()).toMatchObject({ joinDate: '2005-06-16' });
	expect(member().conflicts[0]!.settled).toMatchObject({ choice: 'keep', by: 'u990001' });
	expect(member().conflicts[0]!.other.value).toBe('2005-06-17');
	expect(member().trail.at(-1)).toMatchObject({
		kind: 'settled',
		edits: { joinDate: ['2005-06-16', '2005-06-16'] }
	});
});

test('[S-4] 换成 takes the other value, and 撤销 puts back what stood and opens it again', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	await settle(conflict, 'take', '2005-06-16');
	expect(member().joinDate).toBe('2005-06-17');
	expect(open()).toEqual([]);
	await reopen(conflict);
	expect(member().joinDate).toBe('2005-06-16');
	expect(open()).toHaveLength(1);
	await reopen(conflict);
	expect(member().trail.map(({ kind }) => kind)).toEqual([
		'edited',
		'edited',
		'settled',
		'reopened'
	]);
});

test('[S-4] 撤销 leaves a value alone that somebody has written since', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	await settle(conflict, 'take', '2005-06-16');
	await edit('joinDate', '2005-06-17', '2005-06-18');
	await reopen(conflict);
	expect(member().joinDate).toBe('2005-06-18');
	expect(open().map(({ other }) => other.value)).toEqual(['2005-06-17']);
});

test('[S-4] two devices that decide alike say nothing new; that decide differently find it open again', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	await settle(conflict, 'keep', '2005-06-16');
	const once = member();
	await settle(conflict, 'keep', '2005-06-16', rootActor);
	expect(member()).toBe(once);
	await settle(conflict, 'take', '2005-06-16', rootActor);
	expect(member().joinDate).toBe('2005-06-16');
	expect(open()[0]!.differing).toMatchObject([
		{ choice: 'keep', by: 'u990001' },
		{ choice: 'take', by: 'a990001' }
	]);
});

test('[S-4] a later edit by someone who saw the stored value does not drop the open conflict', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	await edit('joinDate', '2005-06-16', '2005-06-20', rootActor);
	expect(open().map((one) => one.id)).toEqual([conflict.id]);
	// Decided over a value that no longer stands: the stored one stays and it is asked again.
	await settle(conflict, 'take', '2005-06-16');
	expect(member().joinDate).toBe('2005-06-20');
	expect(open().map((one) => one.id)).toEqual([conflict.id]);
	await settle(conflict, 'take', '2005-06-20');
	expect(member().joinDate).toBe('2005-06-17');
	expect(open()).toEqual([]);
});

test('[S-4] who writes the other value by hand has decided; three values stay three', async () => {
	await disagree('joinDate', '2005-06-16', '2005-06-17');
	await edit('joinDate', '2005-06-15', '2005-06-18', rootActor);
	expect(open().map(({ other }) => other.value)).toEqual(['2005-06-17', '2005-06-18']);
	await edit('joinDate', '2005-06-15', '2005-06-18');
	expect(open()).toHaveLength(2);
	await edit('joinDate', '2005-06-16', '2005-06-17');
	expect(open().map(({ other }) => other.value)).toEqual(['2005-06-18']);
});

test('[S-5] a choice that a rule refuses changes nothing and says which rule', async () => {
	const before = member();
	tx.put('member', {
		...before,
		conflicts: [
			{
				id: `${uuid('x')}:idNumber`,
				field: 'idNumber',
				kept: { value: before.idNumber },
				other: { value: '990001198005060010' },
				settled: null
			}
		]
	});
	const [conflict] = open();
	const problem = await settle(conflict!, 'take', before.idNumber);
	expect(problem?.code).toBe('rule.error');
	expect(member().idNumber).toBe(before.idNumber);
	expect(open()).toHaveLength(1);
});

test('[S-17] only who covers the member decides; a conflict that is not there is refused', async () => {
	const conflict = await disagree('joinDate', '2005-06-16', '2005-06-17');
	const stranger = { account: 'u2', kind: 'u' as const, orgId: otherBranch.id };
	expect((await settle(conflict, 'keep', '', stranger))?.code).toBe('record.missing');
	expect((await settle({ ...conflict, id: `${uuid('none')}:joinDate` }, 'keep', ''))?.code).toBe(
		'record.missing'
	);
	expect(open()).toHaveLength(1);
});
