import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mutation } from '#domain/mutation/mutation';
import { moveMember } from '#domain/member/move-member';
import { fileReport } from '#domain/report/file-report';
import { problemsOf } from '#domain/report/problem-list';
import { reportsOf } from '#domain/report/reports-of';
import {
	answerReport,
	closeReport,
	handleReport,
	withdrawReport,
	type StepArgs
} from '#domain/report/take-step';
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
	for (const [account, code] of Object.entries(codes)) {
		const names = ['report.handle', 'report.answer', 'report.close'];
		const changes = names.map((name, n) => ({ ...step(name, n), id: uuid(`${account[5]}${n}x`) }));
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
