import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '#domain/kernel/problem';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { moveMember } from '#domain/mutations/member/move-member';
import type { Actor } from '#domain/mutations/mutation';
import { fileReport } from '#domain/mutations/report/file-report';
import { openSteps } from '#domain/mutations/report/open-steps';
import { isStillSo, mayFile, problemsOf } from '#domain/features/problems/problem-list';
import { stateOf } from '#domain/model/report/report';
import { reportsOf } from '#domain/model/member/reports-of';
import { steps, type ReportState, type ReportStep } from '#domain/model/report/steps';
import {
	answerReport,
	closeReport,
	handleReport,
	reopenReport,
	withdrawReport
} from '#domain/mutations/report/take-step';
import { completenessOf } from '#domain/rules/completeness';
import { memberRules } from '#domain/rules/registry';
import { branch, faculty, otherBranch, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { contextWith, findingsOn, soundMember } from '../../../support/sound-member';

const id = uuid('m1');
/** Joined at seventeen: the branch cannot close that (JN-05). */
const tooYoung = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2010-05-06' };
const RULE = 'JN-05';
let tx: MemoryTx;

beforeEach(() => {
	tx = new MemoryTx(['member', soundMember({ id, branchId: branch.id, ...tooYoung })]);
});

const member = (): Member => tx.get('member', id)!;
const reports = () => reportsOf(member());
const row = () => problemsOf(member(), findingsOn(member()))[0];

const actors: Record<string, Actor> = {
	branch: branchActor,
	beside: { account: 'u990002', kind: 'u', orgId: otherBranch.id },
	'administrator of the branch itself': { account: 'a990003', kind: 'a', orgId: branch.id },
	'administrator beside': { account: 'a990004', kind: 'a', orgId: otherBranch.id },
	'organisation account above': { account: 'u990005', kind: 'u', orgId: faculty.id },
	faculty: { account: 'a990006', kind: 'a', orgId: faculty.id },
	root: rootActor
};

const file = (actor: Actor = branchActor, rule = RULE) =>
	tx.run(fileReport, { memberId: id, rule }, { actor });

const mutationOf = {
	withdraw: withdrawReport,
	handle: handleReport,
	answer: answerReport,
	close: closeReport,
	reopen: reopenReport
};
type LaterStep = keyof typeof mutationOf;

function take(step: LaterStep, actor: Actor = rootActor, text = ''): Promise<Problem | undefined> {
	const reportId = reports().at(-1)!.id;
	const words = step === 'answer' && text === '' ? '已转后台' : text;
	return tx.run(mutationOf[step], { memberId: id, reportId, text: words }, { actor });
}

test('上报 writes who, on which device, when; the sentence stays with the rule', async () => {
	expect(await file()).toBeUndefined();
	expect(reports()).toHaveLength(1);
	expect(reports()[0]).toMatchObject({
		rule: RULE,
		lines: [{ step: 'file', by: 'u990001', device: 'u990001的手机', receipt: { number: 1 } }]
	});
	expect(JSON.stringify(reports())).not.toContain('入党年龄');
	expect(row()).toMatchObject({ state: 'filed', corrected: false });
	expect(row()?.reason).toContain('入党年龄小于18岁');
});

test('[S-2] filed twice, on two phones or by a resend, it is one report', async () => {
	await file();
	await file();
	expect(reports()).toHaveLength(1);
	const changeId = reports()[0]!.id;
	await tx.run(fileReport, { memberId: id, rule: RULE }, { actor: branchActor, changeId });
	expect(reports()).toHaveLength(1);
});

test('only findings that the branch cannot close are sent up', async () => {
	expect(await file(branchActor, 'JN-03')).toMatchObject({ code: 'input.invalid' });
	expect(reports()).toEqual([]);
});

describe('only the branch files and takes back; only administrators above handle, answer and close', () => {
	const may: Record<ReportStep, string[]> = {
		file: ['branch', 'administrator of the branch itself'],
		withdraw: ['branch', 'administrator of the branch itself'],
		handle: ['faculty', 'root'],
		answer: ['faculty', 'root'],
		close: ['faculty', 'root'],
		reopen: ['faculty', 'root']
	};
	const cases = (Object.keys(may) as ReportStep[]).flatMap((step) =>
		Object.keys(actors).map((name): [ReportStep, string] => [step, name])
	);
	test.each(cases)('%s by %s', async (step, name) => {
		if (step !== 'file') await file();
		if (step === 'reopen') await take('close');
		const before = member();
		const actor = actors[name]!;
		const problem = step === 'file' ? await file(actor) : await take(step, actor);
		if (may[step].includes(name)) expect(problem).toBeUndefined();
		else if (name.includes('beside')) expect(problem).toMatchObject({ code: 'record.missing' });
		else expect(problem).toMatchObject({ code: 'action.forbidden' });
		if (problem) expect(member()).toBe(before);
	});
});

describe('the table of steps is the whole way: what it does not offer is refused', () => {
	const waysTo: Record<ReportState, LaterStep[]> = {
		filed: [],
		handling: ['handle'],
		closed: ['close'],
		withdrawn: ['withdraw']
	};
	const cases = (Object.keys(waysTo) as ReportState[]).flatMap((state) =>
		(Object.keys(mutationOf) as LaterStep[]).map((step): [ReportState, LaterStep] => [state, step])
	);
	test.each(cases)('from %s: %s', async (state, step) => {
		const actorOf = (one: LaterStep) => (steps[one].side === 'branch' ? branchActor : rootActor);
		await file();
		for (const way of waysTo[state]) await take(way, actorOf(way));
		expect(stateOf(reports()[0]!)).toBe(state);
		const problem = await take(step, actorOf(step));
		const org = tx.get('org', branch.id)!;
		const offered = openSteps(state, actorOf(step), org).includes(step);
		if (offered) expect(stateOf(reports()[0]!)).toBe(steps[step].to);
		else expect(problem).toEqual({ code: 'report.state', state });
	});
});

test('an answer has words, sets 处理中 and stays readable after 办结 and its undoing', async () => {
	await file();
	expect(await take('answer', rootActor, '  ')).toMatchObject({ code: 'input.invalid' });
	await take('answer', rootActor, '请先核对档案');
	expect(row()).toMatchObject({ state: 'handling' });
	await take('close', rootActor, '后台已处理');
	expect(row()).toMatchObject({ state: 'closed' });
	await take('reopen');
	expect(row()).toMatchObject({ state: 'handling' });
	expect(reports()[0]!.lines.map(({ step, text }) => `${step} ${text}`.trim())).toEqual([
		'file',
		'answer 请先核对档案',
		'close 后台已处理',
		'reopen'
	]);
});

test('too long an answer, or one with hidden characters, is refused', async () => {
	await file();
	expect(await take('answer', rootActor, '长'.repeat(501))).toMatchObject({
		code: 'input.invalid'
	});
	expect(await take('answer', rootActor, '\u202e改')).toMatchObject({ code: 'input.invalid' });
});

test('数据已改正 once the finding is gone; closed and still so, it can be sent up again', async () => {
	await file();
	await take('close');
	expect(mayFile(row()!)).toBe(true);
	expect(isStillSo(row()!)).toBe(true);
	await file();
	expect(reports()).toHaveLength(2);
	expect(row()).toMatchObject({ state: 'filed', corrected: false });
	const edits = { joinDate: { from: '2008-05-05', to: '2009-05-06' } };
	await tx.run(editMember, { id, edits });
	expect(row()).toMatchObject({ state: 'filed', corrected: true });
	expect(mayFile(row()!)).toBe(false);
	await take('close');
	expect(isStillSo(row()!)).toBe(false);
	expect(row()?.reason).toContain('入党年龄小于18岁');
});

test('a member who has left since is not taken for corrected, whatever the problem is', async () => {
	await file();
	const edits = {
		membershipStatus: { from: '1', to: 'deceased' },
		leaveType: { from: '', to: 'L7' },
		leaveDate: { from: '', to: '2026-10-01' }
	};
	expect(await tx.run(editMember, { id, edits })).toBeUndefined();
	const { findings } = completenessOf(member(), contextWith([]));
	expect(problemsOf(member(), findings)[0]).toMatchObject({ state: 'filed', corrected: false });
	const silent = memberRules.filter(
		({ severity, ofReduced, stands }) => severity === 'escalate-to-admin' && !ofReduced && !stands
	);
	expect(silent.map((rule) => rule.id)).toEqual([]);
});

test('taken back it can be filed again; taken back and corrected, nothing is left to say', async () => {
	await file();
	await take('withdraw', branchActor);
	expect(row()).toMatchObject({ state: 'open' });
	expect(mayFile(row()!)).toBe(true);
	const edits = { joinDate: { from: '2008-05-05', to: '2009-05-06' } };
	await tx.run(editMember, { id, edits });
	expect(row()).toBeUndefined();
});

test('two records that are merged bring a case each: neither is lost, and one is gone on with at a time', async () => {
	const from = uuid('m2');
	tx.put('member', soundMember({ id: from, branchId: branch.id, ...tooYoung }));
	await file();
	await tx.run(fileReport, { memberId: from, rule: RULE }, { actor: branchActor });
	const photo = member().photo!.id;
	const args = { into: id, from, take: {}, keep: {}, photo };
	expect(await tx.run(mergeMember, args)).toBeUndefined();
	expect(problemsOf(member(), findingsOn(member()))).toHaveLength(1);
	for (const state of ['filed', 'closed']) {
		const { id: reportId } = row()!.report!;
		await tx.run(closeReport, { memberId: id, reportId, text: '' }, { actor: rootActor });
		expect(row()?.state).toBe(state);
	}
});

test('[S-7] a report moves with the member, and the new branch goes on with it', async () => {
	await file();
	const args = { id, from: branch.id, to: otherBranch.id };
	expect(await tx.run(moveMember, args, { actor: rootActor })).toBeUndefined();
	expect(row()).toMatchObject({ state: 'filed' });
	expect(await take('withdraw', branchActor)).toMatchObject({ code: 'record.missing' });
	expect(await take('withdraw', actors['beside'])).toBeUndefined();
});

test('a record from before reports existed, and a step of a newer version, are read', () => {
	const { reports: none, ...older } = member();
	expect(none).toBeUndefined();
	expect(reportsOf(older as Member)).toEqual([]);
	const line = { change: 'c', by: 'a', device: '', at: '', text: '', step: 'forward' as never };
	expect(stateOf({ id: 'r', rule: RULE, lines: [line] })).toBe('filed');
});
