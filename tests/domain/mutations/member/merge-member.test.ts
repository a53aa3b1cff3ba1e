import { beforeEach, expect, test } from 'vitest';
import { decideProposal } from '#domain/mutations/member/decide-proposal';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Entries } from '#domain/model/member/entry';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { moveMember } from '#domain/mutations/member/move-member';
import { putEntry } from '#domain/mutations/member/put-entry';
import { setPhoto } from '#domain/mutations/member/set-photo';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import { mergedFields } from '#domain/mutations/member/united';
import { unmergeMember } from '#domain/mutations/member/unmerge-member';
import { departureId } from '#domain/model/member/departure';
import { branch, otherBranch, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { contextWith, firedBy, soundMember } from '../../../support/sound-member';
import { aJpeg, aPhoto, factsOf } from '../../../support/photos';

const [a, b] = [uuid('ma'), uuid('mb')];
const otherActor = { account: 'u990002', kind: 'u', orgId: otherBranch.id } as const;
let tx: MemoryTx;

const award = { honour: '01', approvedOn: '2020-06-01', approvedBy: '示例大学党委', addedAt: '1' };

function people(of: Partial<Member> = {}, and: Partial<Member> = {}): void {
	tx = new MemoryTx(
		['member', soundMember({ id: a, branchId: branch.id, ...of })],
		['member', soundMember({ id: b, branchId: branch.id, ...and })]
	);
}

const at = (id: string) => tx.get('member', id)!;

/** What a screen sends that shows both records as they are: the other’s values of `taken` stand. */
function choice(into: string, from: string, taken: readonly FieldKey[] = []) {
	const [mine, theirs] = [at(into), at(from)];
	const take: MemberEdits = {};
	const keep: Partial<Record<FieldKey, string>> = {};
	for (const { key } of mergedFields) {
		if (mine[key] === theirs[key]) continue;
		if (taken.includes(key)) take[key] = { from: mine[key], to: theirs[key] };
		else keep[key] = theirs[key];
	}
	return { into, from, take, keep, photo: mine.photo?.id ?? theirs.photo?.id ?? null };
}

const merge = (into = a, from = b, taken: readonly FieldKey[] = [], actor = branchActor) =>
	tx.run(mergeMember, choice(into, from, taken), { actor });

beforeEach(() => people());

test('[S-4] the chosen values stand on one record; the other becomes a stub that names it', async () => {
	people({ mobile: '16400000001', remark: '甲' }, { mobile: '16400000002', remark: '乙' });
	expect(await merge(a, b, ['mobile'])).toBeUndefined();
	expect(at(a)).toMatchObject({
		mobile: '16400000002',
		remark: '甲',
		absorbed: [b],
		conflicts: []
	});
	expect(at(b)).toMatchObject({ mobile: '16400000002', remark: '乙', merged: { into: a } });
	expect(at(a).trail.at(-1)).toMatchObject({
		kind: 'merged',
		record: b,
		edits: { mobile: ['16400000001', '16400000002'] },
		gaveWay: { remark: '乙' }
	});
	expect(at(b).trail.at(-1)).toMatchObject({ kind: 'merged-away', record: a });
});

test('[S-12] ID-07 and ID-09 are gone after 合并, and come back with its 撤销', async () => {
	const number = soundMember().idNumber;
	const held = () => [at(a), at(b)].filter(({ merged }) => !merged);
	const fired = () => held().map((one) => firedBy(one, contextWith(held())));
	people({ idNumber: number }, { idNumber: number });
	expect(fired().flat()).toEqual(expect.arrayContaining(['ID-07']));
	await merge();
	expect(fired()).toEqual([[]]);
	await tx.run(unmergeMember, { id: b });
	expect(fired().flat()).toEqual(expect.arrayContaining(['ID-07']));
	people({ idNumber: number }, { idNumber: '' });
	expect(fired().flat()).toEqual(expect.arrayContaining(['ID-09']));
	await merge();
	expect(fired()).toEqual([[]]);
});

test('[S-4] the rows of both stand, an identical one once, a removed one on the stub', async () => {
	const rows = (entries: Record<string, object>) => ({ rewards: entries }) as unknown as Entries;
	people(
		{ entries: rows({ [uuid('r1')]: award }) },
		{
			entries: rows({
				[uuid('r2')]: { ...award, addedAt: '2' },
				[uuid('r3')]: { ...award, approvedOn: '2021-06-01' },
				[uuid('r4')]: { ...award, approvedOn: '2022-06-01', removed: '1' }
			})
		}
	);
	await merge();
	expect(Object.keys(at(a).entries!['rewards']!)).toEqual([uuid('r1'), uuid('r3')]);
	expect(Object.keys(at(b).entries!['rewards']!)).toHaveLength(3);
});

test('[S-4] the chosen photo shows, every other one of both records is in the history', async () => {
	const photo = aPhoto('新');
	people({}, { photo });
	const given = { ...choice(a, b), photo: photo.id };
	const own = at(a).photo!.id;
	expect(await tx.run(mergeMember, given)).toBeUndefined();
	expect(at(a).photo!.id).toBe(photo.id);
	expect(at(a).photos!.map(({ id }) => id)).toEqual([own]);
});

test('[S-4] what was written on either record unseen by whoever merges is kept beside the choice', async () => {
	people({ name: '张伟', mobile: '16400000001' }, { name: '张炜', mobile: '16400000002' });
	const seen = choice(a, b, ['name']);
	const edit = (id: string, edits: MemberEdits) => tx.run(editMember, { id, edits });
	await edit(a, { name: { from: '张伟', to: '张玮' } });
	await edit(b, { mobile: { from: '16400000002', to: '16400000003' } });
	await tx.run(mergeMember, seen);
	const open = at(a).conflicts.map(({ field, kept, other }) => [field, kept.value, other.value]);
	expect(open).toEqual([
		['name', '张玮', '张炜'],
		['mobile', '16400000001', '16400000003']
	]);
	const [, mobile] = at(a).conflicts;
	const settled = {
		memberId: a,
		conflictId: mobile!.id,
		choice: 'take',
		saw: '16400000001'
	} as const;
	await tx.run(settleConflict, settled);
	expect(at(a).mobile).toBe('16400000003');
});

test('[S-4] merged both ways round at once: one record stands, and a different choice is a conflict', async () => {
	people({ name: '张伟', remark: '甲' }, { name: '张炜', remark: '乙' });
	const other = choice(b, a, ['remark']);
	await merge(a, b, ['name']);
	expect(at(a)).toMatchObject({ name: '张炜', remark: '甲' });
	expect(await tx.run(mergeMember, other)).toBeUndefined();
	// The second one kept 张炜 and took 甲, which is what stands.
	expect(at(a)).toMatchObject({ name: '张炜', remark: '甲', conflicts: [] });
	expect(at(a).merged).toBeUndefined();

	people({ name: '张伟' }, { name: '张炜' });
	const differing = choice(b, a);
	await merge(a, b);
	await tx.run(mergeMember, differing);
	expect(at(a)).toMatchObject({
		name: '张伟',
		conflicts: [{ field: 'name', other: { value: '张炜' } }]
	});
});

test('[S-4] a third record merged into one that gave way reaches the survivor; the chain has an end', async () => {
	const c = uuid('mc');
	people();
	tx.put('member', soundMember({ id: c, branchId: branch.id, remark: '丙' }));
	const late = choice(b, c, ['remark']);
	await merge(a, b);
	expect(await tx.run(mergeMember, late)).toBeUndefined();
	expect(at(a)).toMatchObject({ remark: '丙', absorbed: [b, c] });
	expect(at(c).merged!.into).toBe(a);
	// The record that gave way to a third one is not taken from there.
	const d = uuid('md');
	tx.put('member', soundMember({ id: d, branchId: branch.id }));
	expect(await tx.run(mergeMember, { ...choice(d, b) })).toMatchObject({ code: 'record.merged' });
	expect((await tx.run(mergeMember, { ...choice(a, d), from: a }))?.code).toBe('action.forbidden');
});

test('[S-1] 撤销 puts both records back as they were; only while nobody has touched the result', async () => {
	people({ remark: '甲' }, { remark: '乙' });
	const plain = ({ trail, touchedBy, ...rest }: Member) => {
		void [trail, touchedBy];
		return rest;
	};
	const before = [at(a), at(b)].map(plain);
	await merge(a, b, ['remark']);
	expect(await tx.run(unmergeMember, { id: b })).toBeUndefined();
	expect([at(a), at(b)].map(plain)).toEqual(before);
	expect(at(a).trail.map(({ kind }) => kind)).toEqual(['merged', 'unmerged']);
	expect(at(b).trail.map(({ kind }) => kind)).toEqual(['merged-away', 'unmerged']);

	await merge(a, b, ['remark']);
	await tx.run(editMember, { id: a, edits: { mobile: { from: at(a).mobile, to: '16400000009' } } });
	expect((await tx.run(unmergeMember, { id: b }))?.code).toBe('record.touched');
});

test('[S-7] a late edit of the record that gave way is a proposal on the survivor', async () => {
	people({ remark: '甲' }, { remark: '乙' });
	await merge();
	const late = {
		id: b,
		edits: { remark: { from: '乙', to: '丁' }, mobile: { from: '', to: at(a).mobile } }
	};
	expect(await tx.run(editMember, late, { changeId: uuid('late') })).toBeUndefined();
	expect(await tx.run(editMember, late, { changeId: uuid('late') })).toBeUndefined();
	expect(at(a).remark).toBe('甲');
	expect(at(a).proposals).toMatchObject([
		{ id: uuid('late'), record: b, edits: { remark: { to: '丁' } }, outcome: 'waiting' }
	]);
	expect(at(a).proposals[0]!.edits).not.toHaveProperty('mobile');
	// Somebody has touched the result.
	expect((await tx.run(unmergeMember, { id: b }))?.code).toBe('record.touched');
});

test('[S-7] a value of before the shapes that was put back on the record that gave way is adopted', async () => {
	const old = { remark: '一\t二\r\n三', nativePlace: 'Jose\u0301' };
	people({ remark: '甲', nativePlace: '东岭省' }, old);
	await merge();
	const edits = {
		remark: { from: '乙', to: old.remark },
		nativePlace: { from: '', to: old.nativePlace }
	};
	expect(await tx.run(editMember, { id: b, edits })).toBeUndefined();
	const proposalId = at(a).proposals[0]!.id;
	const args = { memberId: a, proposalId, outcome: 'adopted', saw: { remark: '甲' } } as const;
	expect(await tx.run(decideProposal, args)).toBeUndefined();
	expect(at(a)).toMatchObject({ ...old, proposals: [{ outcome: 'adopted' }] });
	// Neither record has held this one.
	const unfit = { id: b, edits: { remark: { from: old.remark, to: '四\t五' } } };
	expect((await tx.run(editMember, unfit))?.code).toBe('input.invalid');
});

test('[S-4] late rows and photos of the record that gave way reach the survivor', async () => {
	const entries = { rewards: { [uuid('r2')]: award } } as unknown as Entries;
	people({ entries: { rewards: { [uuid('r1')]: award } } as unknown as Entries }, { entries });
	await merge();
	const put = { memberId: b, list: 'rewards', entryId: uuid('r2') } as const;
	const edits = { approvedBy: { from: award.approvedBy, to: '示例学院党委' } };
	expect(await tx.run(putEntry, { ...put, edits })).toBeUndefined();
	expect(at(a).entries!['rewards']).toMatchObject({
		[uuid('r1')]: { approvedBy: '示例大学党委' },
		[uuid('r2')]: { approvedBy: '示例学院党委', approvedOn: award.approvedOn }
	});
	expect(await tx.run(setPhoto, { memberId: b, photo: factsOf('晚', aJpeg()) })).toBeUndefined();
	expect(at(a).photo!.id).toBe(factsOf('晚', aJpeg()).id);
	expect(at(b).photo!.id).not.toBe(factsOf('晚', aJpeg()).id);
});

test('[S-17] a branch merges what it holds; two branches’ records only a committee above both', async () => {
	people({}, { branchId: otherBranch.id });
	expect(await merge(a, b)).toMatchObject({ code: 'record.missing', id: b });
	expect(await merge(a, b, [], otherActor as never)).toMatchObject({
		code: 'record.missing',
		id: a
	});
	expect(await merge(a, b, [], rootActor)).toBeUndefined();
	expect(at(b).branchId).toBe(branch.id);
	expect(tx.get('departure', departureId(b, otherBranch.id))).toMatchObject({
		branchId: otherBranch.id,
		to: branch.id,
		merged: true
	});
	expect((await tx.run(unmergeMember, { id: b }))?.code).toBe('action.forbidden');
	// An unsent edit of the branch that lost the record is a proposal with its receipt (S-7).
	const late = { id: b, edits: { remark: { from: '', to: '丁' } } };
	expect(
		await tx.run(editMember, late, { actor: otherActor, changeId: uuid('late') })
	).toBeUndefined();
	expect(at(a).proposals).toMatchObject([{ departureId: departureId(b, otherBranch.id) }]);
	expect(tx.get('departure', departureId(b, otherBranch.id))!.late).toHaveLength(1);
});

test('[S-7] the stub goes where the survivor goes, and late edits find him there', async () => {
	await merge();
	await tx.run(moveMember, { id: b, from: branch.id, to: otherBranch.id }, { actor: rootActor });
	expect([at(a).branchId, at(b).branchId]).toEqual([otherBranch.id, otherBranch.id]);
	const late = { id: b, edits: { remark: { from: '', to: '丁' } } };
	expect(await tx.run(editMember, late)).toBeUndefined();
	expect(at(a).proposals).toMatchObject([{ departureId: departureId(a, branch.id) }]);
});

test('[S-7] 撤销 of a merge across branches puts the record back into its branch', async () => {
	people({}, { branchId: otherBranch.id, left: [uuid('b9')] });
	await merge(a, b, [], rootActor);
	expect(await tx.run(unmergeMember, { id: b }, { actor: rootActor })).toBeUndefined();
	expect(at(b)).toMatchObject({ branchId: otherBranch.id, left: [uuid('b9')] });
	expect(at(a).absorbed).toBeUndefined();
});
