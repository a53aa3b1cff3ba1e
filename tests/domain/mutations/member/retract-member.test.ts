import { beforeEach, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { reinstateMember, retractMember } from '#domain/mutations/member/retract-member';
import { setPhoto } from '#domain/mutations/member/set-photo';
import type { Actor, Mutation } from '#domain/mutations/mutation';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember } from '#domain/mutations/report/flag-member';
import { admission, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { aJpeg, factsOf } from '../../../support/photos';

const id = uuid('new1');
const importedBy = uuid('row1');
let tx: MemoryTx;
const member = () => tx.get('member', id)!;
const kinds = () => member().trail.map(({ kind }) => kind);
const retract = (by = importedBy) => tx.run(retractMember, { id, importedBy: by });

beforeEach(async () => {
	tx = new MemoryTx();
	await tx.run(admitMember, admission(1), { changeId: importedBy });
});

/** What somebody may have done to the record since; each alone keeps it. */
const touches = [
	['an edit', editMember, { id, edits: { remark: { from: '', to: '甲' } } }],
	['a photo', setPhoto, { memberId: id, photo: factsOf('晚', aJpeg()) }],
	['a report', fileReport, { memberId: id, rule: 'ID-08' }],
	['a mark', flagMember, { memberId: id, reason: '待后台核实' }, rootActor]
] as unknown as [string, Mutation, unknown, Actor?][];

test.each(touches)(
	'[S-17] an import is undone by what the record says: after %s it stays, whatever the caller repeats',
	async (_what, mutation, args, actor = branchActor) => {
		expect(await tx.run(mutation, args, { actor })).toBeUndefined();
		expect(member().touchedBy).not.toBe(importedBy);
		for (const claimed of [importedBy, member().touchedBy])
			expect(await retract(claimed)).toMatchObject({ code: 'record.touched' });
		expect(member().retracted).toBe('');
	}
);

test('[S-17] a record that no import brought is withdrawn by nobody', async () => {
	tx.put('member', { ...member(), importedBy: '', trail: [] } as Member);
	expect(await retract(member().touchedBy)).toMatchObject({ code: 'record.touched' });
	await tx.run(admitMember, { ...admission(2), imported: false }, { changeId: uuid('adm') });
	const by = { id: uuid('new2'), importedBy: uuid('adm') };
	expect(await tx.run(retractMember, by)).toMatchObject({ code: 'record.touched' });
});

test('[S-17] another import than the one that brought it withdraws nothing', async () => {
	expect(await retract(uuid('row2'))).toMatchObject({ code: 'record.touched' });
});

test('[S-5] 撤销, 恢复 and 撤销 again: the record is as the import brought it', async () => {
	const before = member();
	expect(await retract()).toBeUndefined();
	expect(member().retracted).toBe('1');
	expect(await tx.run(reinstateMember, { id })).toBeUndefined();
	expect(member()).toMatchObject({ ...before, trail: expect.anything(), touchedBy: uuid('chg3') });
	expect(await retract()).toBeUndefined();
	expect(kinds()).toEqual(['imported', 'retracted', 'reinstated', 'retracted']);
});

test('[S-17] only the account that withdrew a record brings it back', async () => {
	await retract();
	const above = await tx.run(reinstateMember, { id }, { actor: rootActor });
	expect(above).toMatchObject({ code: 'action.forbidden' });
	expect(member().retracted).toBe('1');
});
