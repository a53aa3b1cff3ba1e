import { beforeEach, expect, test } from 'vitest';
import { decideProposal } from '#domain/mutations/member/decide-proposal';
import { departureId } from '#domain/model/member/departure';
import { lateLimits } from '#domain/mutations/row-limits';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { moveMember } from '#domain/mutations/member/move-member';
import type { Actor } from '#domain/mutations/mutation';
import { anOrg, branch, faculty, otherBranch, root, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { soundMember } from '../../../support/sound-member';

const id = uuid('m1');
const newActor: Actor = { account: 'u990002', kind: 'u', orgId: otherBranch.id };
let tx: MemoryTx;

beforeEach(() => {
	tx = new MemoryTx(['member', soundMember({ id, branchId: branch.id })]);
});

const member = (): Member => tx.get('member', id)!;
const stub = (at = branch.id) => tx.get('departure', departureId(id, at));
const move = (from = branch.id, to = otherBranch.id, actor: Actor = rootActor) =>
	tx.run(moveMember, { id, from, to }, { actor });
const late = (edits: MemberEdits) => tx.run(editMember, { id, edits });

test('[S-7] a committee moves a member: the record goes whole, the stub stays', async () => {
	expect(await move()).toBeUndefined();
	expect(member()).toMatchObject({ branchId: otherBranch.id, left: [branch.id] });
	expect(member().trail.at(-1)).toMatchObject({
		kind: 'moved',
		edits: { branchId: [branch.id, otherBranch.id] },
		branches: [branch.shortName, otherBranch.shortName]
	});
	expect(stub()).toEqual({
		id: departureId(id, branch.id),
		memberId: id,
		branchId: branch.id,
		name: '张伟',
		to: otherBranch.id,
		toName: otherBranch.shortName,
		late: [],
		change: uuid('chg1'),
		by: rootActor.account,
		device: 'a990001的手机',
		at: '2026-11-24T14:00:00.000+08:00',
		receipt: { number: 1, at: '2026-11-24T06:00:01.000Z' },
		touchedBy: uuid('chg1')
	});
});

test('[S-17] only a committee that covers both ends moves, and only into a branch', async () => {
	const code = async (...args: Parameters<typeof move>) => (await move(...args))?.code;
	const other = anOrg('fac2', '611', root);
	tx.put('org', other);
	tx.put('org', anOrg('b3', '631', other));
	const facultyActor: Actor = { account: 'a2', kind: 'a', orgId: faculty.id };
	expect(await code(branch.id, otherBranch.id, branchActor)).toBe('action.forbidden');
	expect(await code(branch.id, uuid('b3'), facultyActor)).toBe('record.missing');
	expect(await code(branch.id, faculty.id)).toBe('org.not-a-branch');
	expect(await code(otherBranch.id, uuid('b3'))).toBe('member.elsewhere');
	expect(await code(branch.id, otherBranch.id, facultyActor)).toBeUndefined();
	expect(await code(branch.id, otherBranch.id, facultyActor)).toBeUndefined();
	expect(member().trail).toHaveLength(1);
});

test('[S-7] a late edit of the old branch becomes a proposal; its receipt names fields, no values', async () => {
	await move();
	expect(await late({ mobile: { from: '16400000001', to: '16400000009' } })).toBeUndefined();
	expect(member().mobile).toBe('16400000001');
	expect(member().proposals).toMatchObject([
		{ by: 'u990001', outcome: 'waiting', edits: { mobile: { to: '16400000009' } } }
	]);
	expect(stub()!.late).toMatchObject([{ fields: ['mobile'], outcome: 'waiting' }]);
	expect(JSON.stringify(stub())).not.toContain('1640000000');
});

test('[S-7] 采纳 applies it over what the decider saw and tells the author', async () => {
	await move();
	await late({ mobile: { from: '16400000001', to: '16400000009' } });
	const proposalId = member().proposals[0]!.id;
	const decide = (outcome: 'adopted' | 'declined', saw = {}) =>
		tx.run(
			decideProposal,
			{ memberId: id, proposalId, outcome, saw },
			{ actor: newActor, changeId: uuid(`${outcome}${Object.keys(saw).length}`) }
		);
	await decide('declined');
	expect(stub()!.late[0]!.outcome).toBe('declined');
	await tx.run(
		editMember,
		{ id, edits: { mobile: { from: '16400000001', to: '16400000005' } } },
		{ actor: newActor }
	);
	await decide('adopted', { mobile: '16400000005' });
	expect(member()).toMatchObject({ mobile: '16400000009', conflicts: [] });
	expect(member().trail.at(-1)).toMatchObject({ kind: 'adopted', author: 'u990001' });
	expect(stub()!.late[0]!.outcome).toBe('adopted');
	// What was adopted is not declined by somebody who had not seen it yet.
	await decide('declined', { remark: '' });
	expect(member().proposals[0]).toMatchObject({ outcome: 'adopted', decided: { by: 'u990002' } });
});

test('[S-17] the answer to a late edit is the same whatever the member’s fields hold now', async () => {
	await move();
	const receipts = [];
	// One value is right, the other wrong: its author learns neither.
	for (const to of ['16400000001', '16400000008']) {
		await late({ mobile: { from: '', to } });
		const { fields, outcome } = stub()!.late.at(-1)!;
		receipts.push({ fields, outcome });
	}
	expect(receipts[0]).toEqual(receipts[1]);
	expect(member().proposals.map(({ edits }) => edits.mobile?.to)).toEqual([
		'16400000001',
		'16400000008'
	]);
});

test('[S-7] an edit made after the author’s device knew stays with its author; one made before arrives', async () => {
	await move();
	const left = stub()!.receipt!.number;
	const edit = { id, edits: { mobile: { from: '', to: '16400000009' } } };
	expect(await tx.run(editMember, edit, { knew: left })).toEqual({ code: 'member.left', id });
	expect(member().proposals).toEqual([]);
	expect(stub()!.late).toEqual([]);
	expect(await tx.run(editMember, edit, { knew: left - 1 })).toBeUndefined();
	expect(member().proposals).toHaveLength(1);
});

test('[S-7] one author’s late edits of one member have a limit, in number and in length', async () => {
	await move();
	const note = (to: string) => late({ remark: { from: '', to } });
	for (let n = 0; n < lateLimits.proposals; n++) expect(await note(`${n}`)).toBeUndefined();
	expect(await note('一句')).toMatchObject({ code: 'record.full', list: 'proposals' });
	// Another author has room of his own.
	const edit = { id, edits: { remark: { from: '', to: '甲' } } };
	const actor = { account: 'a1', kind: 'a', orgId: faculty.id } as const;
	tx.put('member', { ...member(), branchId: uuid('b3'), left: [branch.id] });
	tx.put('org', anOrg('b3', '631', root));
	expect(await tx.run(editMember, edit, { actor })).toBeUndefined();

	const long = 'x'.repeat(300);
	tx.put('member', { ...member(), proposals: [] });
	let refused = 0;
	for (let n = 0; n < lateLimits.proposals; n++) {
		const edits = {
			remark: { from: long, to: long },
			currentAddress: { from: 'y'.repeat(100), to: `${n}` }
		};
		refused += (await late(edits))?.code === 'record.full' ? 1 : 0;
	}
	expect(refused).toBeGreaterThan(0);
	expect(member().proposals.length).toBeGreaterThan(50);
});

test('[S-7] an old faculty’s committee proposes too; who never held the member is refused', async () => {
	const other = anOrg('fac2', '611', root);
	tx.put('org', other);
	tx.put('org', anOrg('b3', '631', other));
	await move(branch.id, uuid('b3'));
	const edit = { id, edits: { remark: { from: '', to: '甲' } } };
	const actor: Actor = { account: 'a2', kind: 'a', orgId: faculty.id };
	expect(await tx.run(editMember, edit, { actor })).toBeUndefined();
	expect(member().proposals).toHaveLength(1);
	expect((await tx.run(editMember, edit, { actor: newActor }))?.code).toBe('record.missing');
});

test('[S-7] …/1 never matches …/10: a branch whose id begins alike proposes nothing', async () => {
	const one = { ...anOrg('one', '631', faculty), id: '1', path: `${faculty.path}1/` };
	const ten = { ...anOrg('ten', '631', faculty), id: '10', path: `${faculty.path}10/` };
	tx.put('org', one);
	tx.put('org', ten);
	tx.put('member', { ...member(), branchId: otherBranch.id, left: ['10'] });
	tx.put('departure', { ...(await stubOf('10')), branchId: '10' });
	const actor = (orgId: string): Actor => ({ account: `u${orgId}`, kind: 'u', orgId });
	const edit = { id, edits: { remark: { from: '', to: '甲' } } };
	expect((await tx.run(editMember, edit, { actor: actor('1') }))?.code).toBe('record.missing');
	expect(await tx.run(editMember, edit, { actor: actor('10') })).toBeUndefined();
});

async function stubOf(branchId: string) {
	const other = new MemoryTx(['member', soundMember({ id, branchId: branch.id })]);
	await other.run(moveMember, { id, from: branch.id, to: otherBranch.id }, { actor: rootActor });
	return { ...other.get('departure', departureId(id, branch.id))!, id: departureId(id, branchId) };
}

test('[S-7] conflicts and proposals travel along, there and back', async () => {
	await tx.run(
		editMember,
		{ id, edits: { joinDate: { from: 'x', to: '2005-06-16' } } },
		{ actor: rootActor }
	);
	await move();
	await late({ mobile: { from: '16400000001', to: '16400000009' } });
	await move(otherBranch.id, branch.id);
	expect(stub()).toMatchObject({ late: [{ outcome: 'waiting' }] });
	expect(stub(otherBranch.id)).toMatchObject({ toName: branch.shortName });
	expect(member()).toMatchObject({ branchId: branch.id, left: [otherBranch.id] });
	expect(member().conflicts).toHaveLength(1);
	expect(member().proposals).toHaveLength(1);
});

test('[S-7] a device that has heard of it refuses a late edit itself, so that the form keeps it', async () => {
	await move();
	tx.rows.delete(`member/${id}`);
	const edit = await late({ mobile: { from: '16400000001', to: '16400000009' } });
	expect(edit).toEqual({ code: 'member.left', id });
	expect(stub()!.late).toHaveLength(0);
});
