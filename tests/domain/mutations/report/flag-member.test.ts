import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { moveMember } from '#domain/mutations/member/move-member';
import { unmergeMember } from '#domain/mutations/member/unmerge-member';
import type { Actor } from '#domain/mutations/mutation';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember, markClosedWith, unflagMember } from '#domain/mutations/report/flag-member';
import { isStillSo, linesSaid, mayFile, problemsOf } from '#domain/features/problems/problem-list';
import { sayState } from '#domain/features/problems/problem-rows';
import { reportsOf } from '#domain/model/member/reports-of';
import { closeReport } from '#domain/mutations/report/take-step';
import { branch, faculty, otherBranch, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { findingsOn, firedBy, soundMember } from '../../../support/sound-member';

/** 问题数据 by the word of a committee (ID-90): who may say it, what the branch reads, how it ends. */

const id = uuid('m1');
const facultyActor: Actor = { account: 'a990006', kind: 'a', orgId: faculty.id };
let tx: MemoryTx;

beforeEach(() => {
	tx = new MemoryTx(['member', soundMember({ id, branchId: branch.id })]);
});

const member = (): Member => tx.get('member', id)!;
const row = () => problemsOf(member(), findingsOn(member()))[0];
const lastLine = () => member().trail.at(-1);
const flag = (actor: Actor = rootActor, reason = '后台查无此号') =>
	tx.run(flagMember, { memberId: id, reason }, { actor });
const unflag = (actor: Actor = rootActor, text = '', seen = member().flaggedProblem?.change) =>
	tx.run(unflagMember, { memberId: id, flag: seen ?? uuid('none'), text }, { actor });
const file = () => tx.run(fileReport, { memberId: id, rule: 'ID-90' }, { actor: branchActor });

test('[ID-90] a mark fires the rule, is a case of the branch, and says why, who, on which device, when', async () => {
	expect(firedBy(member())).toEqual([]);
	expect(await flag()).toBeUndefined();
	expect(firedBy(member())).toEqual(['ID-90']);
	expect(member().flaggedProblem).toMatchObject({
		reason: '后台查无此号',
		by: rootActor.account,
		device: `${rootActor.account}的手机`,
		at: '2026-11-24T14:00:00.000+08:00',
		receipt: { number: 1 }
	});
	expect(row()).toMatchObject({
		state: 'open',
		corrected: false,
		flag: { reason: '后台查无此号' }
	});
	expect(mayFile(row()!)).toBe(true);
	expect(lastLine()).toMatchObject({ kind: 'flagged', text: '后台查无此号' });
});

test('[ID-90] a mark that is taken back leaves no finding and no case, and both stand in 修改记录', async () => {
	await flag();
	expect(await unflag()).toBeUndefined();
	expect(member()).not.toHaveProperty('flaggedProblem');
	expect(firedBy(member())).toEqual([]);
	expect(row()).toBeUndefined();
	expect(member().trail.map(({ kind }) => kind)).toEqual(['flagged', 'unflagged']);
});

test('no reason, blanks or a text too long mark nothing', async () => {
	for (const reason of ['', '  ', '长'.repeat(501), '\u202e改'])
		expect(await flag(rootActor, reason)).toMatchObject({ code: 'input.invalid' });
	expect(member()).not.toHaveProperty('flaggedProblem');
});

const actors: Record<string, Actor> = {
	branch: branchActor,
	'administrator of the branch itself': { account: 'a990003', kind: 'a', orgId: branch.id },
	beside: { account: 'u990002', kind: 'u', orgId: otherBranch.id },
	'administrator beside': { account: 'a990004', kind: 'a', orgId: otherBranch.id },
	'organisation account above': { account: 'u990005', kind: 'u', orgId: faculty.id },
	faculty: facultyActor,
	root: rootActor
};

describe('[S-17] only administrators above the branch mark and take back', () => {
	const acts: [string, (actor: Actor) => Promise<Problem | undefined>][] = [
		['marks', (actor) => flag(actor, '再看一次')],
		['takes back', (actor) => unflag(actor)]
	];
	const cases = acts.flatMap(([what, act]) =>
		Object.keys(actors).map((who) => [who, what, act] as const)
	);
	test.each(cases)('%s %s', async (who, _what, act) => {
		await flag();
		const before = member();
		const problem = await act(actors[who]!);
		if (who === 'faculty' || who === 'root') expect(problem).toBeUndefined();
		else if (who.includes('beside')) expect(problem).toMatchObject({ code: 'record.missing' });
		else expect(problem).toMatchObject({ code: 'action.forbidden' });
		expect(member() === before).toBe(problem !== undefined);
	});
});

test('[S-2] sent again, or said again in the same words, it is one mark', async () => {
	const changeId = uuid('once');
	const args = { memberId: id, reason: '后台查无此号' };
	await tx.run(flagMember, args, { actor: rootActor, changeId });
	const once = member();
	await tx.run(flagMember, args, { actor: rootActor, changeId });
	await flag(facultyActor);
	expect(member()).toBe(once);
	await unflag(rootActor, '', changeId);
	await tx.run(flagMember, args, { actor: rootActor, changeId });
	expect(member()).not.toHaveProperty('flaggedProblem');
});

test('[S-4] two committees at once make one case: the later reason shows, both stand in 修改记录', async () => {
	await flag(facultyActor, '与户籍不符');
	const first = member().flaggedProblem!.change;
	await file();
	await flag(rootActor, '后台查无此号');
	expect(problemsOf(member(), findingsOn(member()))).toHaveLength(1);
	expect(reportsOf(member())).toHaveLength(1);
	expect(member().flaggedProblem).toMatchObject({ reason: '后台查无此号' });
	const said = member().trail.map(({ text }) => text);
	expect(said).toEqual(['与户籍不符', '后台查无此号']);
	// Whoever takes the first one back has not seen the second.
	expect(await unflag(facultyActor, '', first)).toMatchObject({ code: 'record.touched' });
	expect(row()).toMatchObject({ state: 'filed' });
});

test('taken back twice it is taken back once; words that come too late are not swallowed', async () => {
	await flag();
	const { change } = member().flaggedProblem!;
	await unflag();
	const after = member();
	expect(await unflag(facultyActor, '', change)).toBeUndefined();
	expect(member()).toBe(after);
	expect(await unflag(facultyActor, '后台已更正', change)).toMatchObject({
		code: 'record.touched'
	});
});

test('办结 with the mark taken back: the case is closed and no longer so, its words stay readable', async () => {
	await flag();
	await file();
	expect(row()).toMatchObject({ state: 'filed' });
	expect(await unflag(rootActor, '后台已更正')).toBeUndefined();
	expect(row()).toMatchObject({ state: 'closed', corrected: true });
	expect(isStillSo(row()!)).toBe(false);
	expect(mayFile(row()!)).toBe(false);
	expect(sayState(row()!)).toBe('已处理，标记已取消');
	const { lines } = reportsOf(member())[0]!;
	expect(lines.map(({ step, text }) => [step, text])).toEqual([
		['file', ''],
		['close', '后台已更正']
	]);
	expect(lines.at(-1)!.change).toBe(lastLine()!.change);
});

test('办结 that leaves the mark: still so, and sent up again', async () => {
	await flag();
	await file();
	const args = { memberId: id, reportId: reportsOf(member())[0]!.id, text: '' };
	await tx.run(closeReport, args, { actor: rootActor });
	expect(isStillSo(row()!)).toBe(true);
	expect(sayState(row()!)).toBe('已处理，问题仍在');
	expect(mayFile(row()!)).toBe(true);
	await file();
	expect(row()).toMatchObject({ state: 'filed' });
});

test('a closed case of another rule is not touched, nor one of this rule that was closed before', async () => {
	await tx.run(fileReport, { memberId: id, rule: 'JN-05' }, { actor: branchActor });
	await flag();
	await file();
	await unflag();
	await flag();
	await unflag();
	const lines = reportsOf(member()).map(({ rule, lines }) => [rule, lines.length]);
	expect(lines).toEqual([
		['JN-05', 1],
		['ID-90', 2]
	]);
});

test('where nothing is said of it, as of a member who has left, the mark is not taken for gone', async () => {
	await flag();
	await file();
	expect(problemsOf(member(), [])[0]).toMatchObject({ state: 'filed', corrected: false });
	await unflag();
	expect(problemsOf(member(), [])[0]).toMatchObject({ state: 'closed', corrected: true });
});

test('[S-7] the mark moves with the member', async () => {
	await flag();
	const args = { id, from: branch.id, to: otherBranch.id };
	await tx.run(moveMember, args, { actor: rootActor });
	expect(row()).toMatchObject({ state: 'open', flag: { reason: '后台查无此号' } });
	expect(await unflag(branchActor)).toMatchObject({ code: 'record.missing' });
	expect(await unflag(facultyActor)).toBeUndefined();
});

test('合并 takes nobody’s mark away, and its 撤销 leaves each record its own', async () => {
	const [into, from] = [uuid('ma'), uuid('mb')];
	for (const one of [into, from]) tx.put('member', soundMember({ id: one, branchId: branch.id }));
	await tx.run(flagMember, { memberId: from, reason: '重复登记' }, { actor: rootActor });
	const photo = soundMember().photo!.id;
	await tx.run(mergeMember, { into, from, take: {}, keep: {}, photo });
	expect(firedBy(tx.get('member', into)!)).toEqual(['ID-90']);
	expect(await tx.run(unmergeMember, { id: from })).toBeUndefined();
	expect(firedBy(tx.get('member', into)!)).toEqual([]);
	expect(firedBy(tx.get('member', from)!)).toEqual(['ID-90']);
});

test('what closed two cases that 合并 brought together is said once, and every line has a key of its own', async () => {
	const other = uuid('m2');
	tx.put('member', { ...soundMember({ id: other, branchId: branch.id }), name: member().name });
	await flag();
	await file();
	await tx.run(flagMember, { memberId: other, reason: '另一条' }, { actor: rootActor });
	await tx.run(fileReport, { memberId: other, rule: 'ID-90' }, { actor: branchActor });
	const both = [...reportsOf(member()), ...reportsOf(tx.get('member', other)!)];
	tx.put('member', { ...member(), reports: both });
	expect(await unflag()).toBeUndefined();
	const lines = linesSaid(reportsOf(member()));
	expect(lines.filter(({ step }) => step === 'close')).toHaveLength(1);
	expect(new Set(lines.map(({ change }) => change)).size).toBe(lines.length);
	expect(lines).toHaveLength(3);
});

test('[ID-90] a mark that is set again opens the case that taking it back had closed', async () => {
	await flag();
	await file();
	const changeId = uuid('taken back');
	const seen = member().flaggedProblem!.change;
	await tx.run(
		unflagMember,
		{ memberId: id, flag: seen, text: '' },
		{ actor: rootActor, changeId }
	);
	const [closed] = reportsOf(member());
	expect(row()).toMatchObject({ state: 'closed' });
	const mark = markClosedWith(member(), closed!);
	expect(mark).toEqual({ reason: '后台查无此号', undoes: changeId });
	expect(
		await tx.run(flagMember, { memberId: id, ...mark! }, { actor: rootActor })
	).toBeUndefined();
	expect(row()).toMatchObject({ state: 'handling', flag: { reason: '后台查无此号' } });
	expect(reportsOf(member())).toHaveLength(1);
	expect(markClosedWith(member(), reportsOf(member())[0]!)).toBeUndefined();
});

test('[ID-90] a case that was closed otherwise, or filed anew meanwhile, is left as it is', async () => {
	await flag();
	await file();
	const report = () => reportsOf(member())[0]!;
	const reportId = report().id;
	await tx.run(closeReport, { memberId: id, reportId, text: '' }, { actor: rootActor });
	expect(markClosedWith(member(), report())).toBeUndefined();
	const undoes = report().lines.at(-1)!.change;
	await unflag();
	await flag();
	await file();
	const args = { memberId: id, reason: '另一个原因', undoes };
	await tx.run(flagMember, args, { actor: rootActor });
	expect(reportsOf(member()).map(({ lines }) => lines.at(-1)?.step)).toEqual(['close', 'file']);
});
