import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mutation } from '#domain/mutations/mutation';
import { moveMember } from '#domain/mutations/member/move-member';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember, unflagMember } from '#domain/mutations/report/flag-member';
import { problemsOf } from '#domain/features/problems/problem-list';
import { reportsOf } from '#domain/model/member/reports-of';
import {
	answerReport,
	closeReport,
	handleReport,
	withdrawReport,
	type StepArgs
} from '#domain/mutations/report/take-step';
import { branch, faculty, otherBranch, root, uuid, type Device } from '../support/device';
import { Phones } from '../support/phones';
import { soundMember } from '../support/sound-member';

const id = uuid('m1');
const RULE = 'JN-05';
let phones: Phones;
let phone: Device;
let desk: Device;

beforeEach(async () => {
	const dates = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2010-05-06' };
	phones = await Phones.with([soundMember({ id, branchId: branch.id, ...dates })]);
	phone = await phones.phone('u', branch, '支部的手机');
	desk = await phones.phone('a', faculty, '院党委电脑');
});
afterEach(() => phones.close());

const file = ({ replica }: Device) => replica.mutate(fileReport, { memberId: id, rule: RULE });

function take({ replica }: Device, step: Mutation<StepArgs>, text = '') {
	const reportId = reportsOf(replica.member(id)!).at(-1)!.id;
	return replica.mutate(step, { memberId: id, reportId, text });
}

function stateOn({ replica }: Device) {
	const member = replica.member(id)!;
	return problemsOf(member, replica.summary(member).findings)[0]?.state;
}

test('filed offline, answered and closed by the committee, read by the branch', async () => {
	expect(await file(phone)).toMatchObject({ ok: true });
	expect(stateOn(phone)).toBe('filed');
	expect(stateOn(desk)).toBe('open');
	await phones.syncAll();
	expect(stateOn(desk)).toBe('filed');
	expect(reportsOf(desk.replica.member(id)!)[0]!.lines[0]).toMatchObject({
		by: `u${branch.code}`,
		device: '支部的手机'
	});
	expect(await take(desk, answerReport, '已转后台，请等候')).toMatchObject({ ok: true });
	await phones.syncAll();
	expect(stateOn(phone)).toBe('handling');
	const [report] = reportsOf(phone.replica.member(id)!);
	expect(report!.lines.at(-1)).toMatchObject({ text: '已转后台，请等候', device: '院党委电脑' });
	expect(report!.lines.at(-1)!.receipt!.number).toBeGreaterThan(0);
	await take(desk, closeReport, '已处理');
	await phones.syncAll();
	for (const device of [phone, desk]) expect(stateOn(device)).toBe('closed');
});

test('[S-17] a device that takes a step it may not is refused by the server, and nothing stands', async () => {
	await file(phone);
	await phones.syncAll();
	const beside = phones.server.secretary(otherBranch);
	const [report] = reportsOf(desk.replica.member(id)!);
	const step = (name: string, n: number) => ({
		id: uuid(`bad${n}`),
		name,
		args: { memberId: id, reportId: report!.id, text: '改' },
		at: '2026-11-24T14:00:00.000+08:00'
	});
	const codes = {
		[beside]: 'record.missing',
		[phones.server.secretary(branch)]: 'action.forbidden'
	};
	for (const [at, [account, code]] of Object.entries(codes).entries()) {
		const names = ['report.handle', 'report.answer', 'report.close'];
		const changes = names.map((name, n) => ({ ...step(name, n), id: uuid(`bad${at}${n}`) }));
		const { verdicts } = await phones.server.push(account, ...changes);
		for (const one of verdicts) {
			expect(one).toMatchObject({ verdict: 'refused', problem: { code } });
		}
	}
	expect(await phones.stored('member', id)).toMatchObject({ reports: [{ id: report!.id }] });
	await phones.syncAll();
	expect(stateOn(phone)).toBe('filed');
});

test('[S-5] 撤回 after the committee has begun is refused and waits with its reason', async () => {
	await file(phone);
	await phones.syncAll();
	await take(phone, withdrawReport);
	await take(desk, handleReport);
	await phones.sync(desk);
	await phones.syncAll();
	const [waiting] = phone.replica.outbox();
	expect(waiting).toMatchObject({ state: 'refused', problem: { code: 'report.state' } });
	expect(stateOn(phone)).toBe('handling');
});

test('two phones of the branch file the same finding offline: it is one report', async () => {
	const second = await phones.phone('u', branch, '另一部手机');
	await file(phone);
	await file(second);
	await phones.syncAll();
	for (const device of [phone, second, desk]) {
		expect(reportsOf(device.replica.member(id)!)).toHaveLength(1);
		expect(device.replica.outbox()).toEqual([]);
	}
});

test('[S-7] moved to another branch, the report goes with the record', async () => {
	const above = await phones.phone('a', root, '校党委电脑');
	const next = await phones.phone('u', otherBranch, '新支部的手机');
	await file(phone);
	await phones.syncAll();
	await above.replica.mutate(moveMember, { id, from: branch.id, to: otherBranch.id });
	await phones.syncAll();
	expect(phone.replica.member(id)).toBeUndefined();
	expect(stateOn(next)).toBe('filed');
	await take(above, closeReport, '已合并');
	await phones.syncAll();
	expect(stateOn(next)).toBe('closed');
});

describe('a committee’s mark (ID-90)', () => {
	const flag = ({ replica }: Device, reason: string) =>
		replica.mutate(flagMember, { memberId: id, reason });
	const unflag = ({ replica }: Device, text = '') => {
		const { change } = replica.member(id)!.flaggedProblem!;
		return replica.mutate(unflagMember, { memberId: id, flag: change, text });
	};
	const marked = ({ replica }: Device) => {
		const member = replica.member(id)!;
		const rows = problemsOf(member, replica.summary(member).findings);
		return rows.filter(({ rule }) => rule === 'ID-90');
	};

	test('set offline, read by the branch with who and when, sent up, closed with the mark', async () => {
		expect(await flag(desk, '后台查无此号')).toMatchObject({ ok: true });
		expect(marked(desk)).toHaveLength(1);
		expect(marked(phone)).toEqual([]);
		await phones.syncAll();
		expect(marked(phone)).toMatchObject([
			{
				state: 'open',
				flag: { reason: '后台查无此号', by: `a${faculty.code}`, device: '院党委电脑' }
			}
		]);
		expect(marked(phone)[0]!.flag!.receipt!.number).toBeGreaterThan(0);
		await phone.replica.mutate(fileReport, { memberId: id, rule: 'ID-90' });
		await phones.syncAll();
		expect(marked(desk)).toMatchObject([{ state: 'filed' }]);
		await unflag(desk, '后台已更正');
		await phones.syncAll();
		for (const device of [phone, desk]) {
			expect(marked(device)).toMatchObject([{ state: 'closed', corrected: true }]);
			expect(device.replica.outbox()).toEqual([]);
		}
		expect(await phones.stored('member', id)).not.toHaveProperty('flaggedProblem');
	});

	test('[S-4] two committees mark it at once: one case on every device, both reasons in its history', async () => {
		const above = await phones.phone('a', root, '校党委电脑');
		await flag(desk, '与户籍不符');
		await flag(above, '后台查无此号');
		await phones.syncAll();
		for (const device of [phone, desk, above]) {
			expect(marked(device)).toMatchObject([{ flag: { reason: '后台查无此号' } }]);
			const said = device.replica.member(id)!.trail.map(({ text }) => text);
			expect(said).toEqual(['与户籍不符', '后台查无此号']);
			expect(device.replica.outbox()).toEqual([]);
		}
	});

	test('[S-5] taken back offline while another committee marks it anew: the new mark stays, the other waits', async () => {
		const above = await phones.phone('a', root, '校党委电脑');
		await flag(desk, '与户籍不符');
		await phones.syncAll();
		await flag(above, '后台查无此号');
		await unflag(desk, '已核对');
		await phones.sync(above);
		await phones.syncAll();
		expect(marked(phone)).toMatchObject([{ flag: { reason: '后台查无此号' } }]);
		expect(desk.replica.outbox()).toMatchObject([
			{ state: 'refused', problem: { code: 'record.touched' } }
		]);
	});

	test('[S-17] the branch and whoever is beside it are refused by the server', async () => {
		await flag(desk, '后台查无此号');
		await phones.syncAll();
		const { change } = desk.replica.member(id)!.flaggedProblem!;
		const at = '2026-11-24T14:00:00.000+08:00';
		const secretaries = [branch, otherBranch].map((org) => phones.server.secretary(org));
		for (const [n, account] of secretaries.entries()) {
			const marks = { memberId: id, reason: '改' };
			const takes = { memberId: id, flag: change, text: '' };
			const { verdicts } = await phones.server.push(
				account,
				{ id: uuid(`mark${n}`), name: 'member.flag', args: marks, at },
				{ id: uuid(`take${n}`), name: 'member.unflag', args: takes, at }
			);
			expect(verdicts.map(({ verdict }) => verdict)).toEqual(['refused', 'refused']);
		}
		expect(await phones.stored('member', id)).toMatchObject({
			flaggedProblem: { change, reason: '后台查无此号' }
		});
	});
});
