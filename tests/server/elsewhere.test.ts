import { afterEach, beforeEach, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { moveMember } from '#domain/mutations/member/move-member';
import { retractMember } from '#domain/mutations/member/retract-member';
import { MOST_CARRIERS } from '#domain/mutations/member/tell-carriers';
import type { Change } from '#domain/protocol/change';
import type { Org } from '#domain/model/org/org';
import { fileReport } from '#domain/mutations/report/file-report';
import { mayFile, problemsOf } from '#domain/features/problems/problem-list';
import { migrations } from '#server/db/migrate';
import {
	admission,
	aMember,
	anOrg,
	branch,
	faculty,
	idNumber,
	otherBranch,
	root,
	uuid,
	type Device
} from '../support/device';
import { Phones } from '../support/phones';

/** A second faculty, and two branches in it whose ids and paths begin alike: …01 and …010. */
const south = anOrg('sou', '611', root);
const first = { ...anOrg('s1', '631', south), id: `${uuid('s').slice(0, -2)}01` };
const tenth = { ...anOrg('s10', '631', south), id: `${uuid('s').slice(0, -3)}010` };
for (const org of [first, tenth]) org.path = `${south.path}${org.id}/`;
const orgs = [root, faculty, branch, otherBranch, south, first, tenth];

const NUMBER = idNumber(7);
const wang = aMember('王一', { idNumber: NUMBER, retracted: '' });

let phones: Phones;
beforeEach(async () => {
	phones = await Phones.with([wang], { orgs });
});
afterEach(() => phones.close());

const secretaryOf = (org: Org) => phones.phone('u', org, `${org.shortName}的手机`);
const committeeOf = (org: Org) => phones.phone('a', org, `${org.shortName}的电脑`);

function admitOn({ replica }: Device, name: string, branchId: string, number = NUMBER) {
	const values = { branchId, name, idNumber: number, ethnicity: '01' };
	return replica.mutate(admitMember, { id: uuid(name), values, imported: true }, uuid(`c${name}`));
}

function admitting(n: number, branchId: string, number = NUMBER): Change {
	const args = admission(n, { branchId, idNumber: number });
	return { id: uuid(`adm${n}`), name: 'member.admit', args, at: '2026-11-24T06:00:00.000Z' };
}

/** The rules that speak of who else has the number, as this device shows the record. */
function saidOn({ replica }: Device, name: string): string[] {
	const { findings } = replica.summary(replica.member(uuid(name))!);
	return findings.map(({ rule }) => rule).filter((rule) => ['ID-07', 'ID-08'].includes(rule));
}

const stored = async (id: string) => (await phones.stored('member', id)) as Member;
const heldOf = async (id: string) => (await stored(id)).heldElsewhere?.records;

test('[ID-08] admitted offline, told after the exchange to both branches, and to neither of whom', async () => {
	const [one, two] = [await secretaryOf(branch), await secretaryOf(otherBranch)];
	expect(saidOn(one, '王一')).toEqual([]);
	expect(await admitOn(two, '李二', otherBranch.id)).toMatchObject({ ok: true });
	expect(saidOn(two, '李二')).toEqual([]);
	await phones.sync(two);
	expect(saidOn(two, '李二')).toEqual(['ID-08']);
	await phones.sync(one);
	expect(saidOn(one, '王一')).toEqual(['ID-08']);
	for (const { replica } of [one, two]) {
		expect(replica.differing).toEqual([]);
		expect(replica.outbox()).toEqual([]);
	}
	const received = JSON.stringify(await phones.server.pullAll(`u${otherBranch.code}`));
	expect(received).toContain('heldElsewhere');
	for (const secret of [wang.id, '王一', branch.id]) expect(received).not.toContain(secret);
});

test('[ID-08] it is 问题数据 that the branch can send up, and corrected once the other has changed', async () => {
	const [one, two] = [await secretaryOf(branch), await secretaryOf(otherBranch)];
	await admitOn(two, '李二', otherBranch.id);
	await phones.syncAll();
	const problem = () => {
		const member = two.replica.member(uuid('李二'))!;
		return problemsOf(member, two.replica.summary(member).findings)[0]!;
	};
	expect(problem()).toMatchObject({
		rule: 'ID-08',
		state: 'open',
		reason: '该身份证号码已在其他党组织登记，请上报党委组织部处理。'
	});
	expect(mayFile(problem())).toBe(true);
	await two.replica.mutate(fileReport, { memberId: uuid('李二'), rule: 'ID-08' });
	const edits = { idNumber: { from: NUMBER, to: idNumber(8) } };
	await one.replica.mutate(editMember, { id: wang.id, edits });
	await phones.syncAll();
	expect(problem()).toMatchObject({ state: 'filed', corrected: true });
	expect(saidOn(one, '王一')).toEqual([]);
	expect(await heldOf(wang.id)).toBeUndefined();
	expect(await heldOf(uuid('李二'))).toBeUndefined();
});

test('[ID-08] a committee that sees both does not take the report for corrected before it is', async () => {
	const [two, desk] = [await secretaryOf(otherBranch), await committeeOf(root)];
	await admitOn(two, '李二', otherBranch.id);
	await phones.syncAll();
	const atDesk = () => {
		const member = desk.replica.member(uuid('李二'))!;
		return problemsOf(member, desk.replica.summary(member).findings);
	};
	expect(atDesk()).toEqual([]);
	await two.replica.mutate(fileReport, { memberId: uuid('李二'), rule: 'ID-08' });
	await phones.syncAll();
	expect(saidOn(desk, '李二')).toEqual(['ID-07']);
	expect(atDesk()).toMatchObject([{ rule: 'ID-08', state: 'filed', corrected: false }]);
	const edits = { idNumber: { from: NUMBER, to: idNumber(8) } };
	await desk.replica.mutate(editMember, { id: wang.id, edits });
	await phones.syncAll();
	expect(atDesk()).toMatchObject([{ state: 'filed', corrected: true }]);
});

test('[ID-08] two branches that admit one person offline are both told', async () => {
	const [one, two] = [await secretaryOf(branch), await secretaryOf(otherBranch)];
	const number = idNumber(9);
	await admitOn(one, '赵三', branch.id, number);
	await admitOn(two, '赵四', otherBranch.id, number);
	await phones.syncAll();
	expect(saidOn(one, '赵三')).toEqual(['ID-08']);
	expect(saidOn(two, '赵四')).toEqual(['ID-08']);
});

test('[ID-08] a typed number is silent until the server has spoken of it', async () => {
	const [one, two] = [await secretaryOf(branch), await secretaryOf(otherBranch)];
	await admitOn(two, '李二', otherBranch.id, idNumber(8));
	await phones.syncAll();
	const edit = (from: string, to: string) =>
		two.replica.mutate(editMember, { id: uuid('李二'), edits: { idNumber: { from, to } } });
	await edit(idNumber(8), NUMBER);
	expect(saidOn(two, '李二')).toEqual([]);
	await phones.syncAll();
	expect(saidOn(two, '李二')).toEqual(['ID-08']);
	expect(saidOn(one, '王一')).toEqual(['ID-08']);
	await edit(NUMBER, idNumber(8));
	expect(saidOn(two, '李二')).toEqual([]);
	await phones.syncAll();
	expect(saidOn(one, '王一')).toEqual([]);
});

test('[ID-08] a committee that sees both reads ID-07 instead; one that sees but its own reads ID-08', async () => {
	await admitOn(await secretaryOf(first), '李二', first.id);
	await phones.syncAll();
	const [whole, north] = [await committeeOf(root), await committeeOf(faculty)];
	expect(saidOn(whole, '王一')).toEqual(['ID-07']);
	expect(saidOn(whole, '李二')).toEqual(['ID-07']);
	expect(saidOn(north, '王一')).toEqual(['ID-08']);
	await phones.server.push(`u${tenth.code}`, admitting(3, tenth.id));
	await phones.syncAll();
	// Two others now, of which the second faculty sees both and the first neither.
	const beside = await committeeOf(south);
	expect(saidOn(beside, '李二')).toEqual(['ID-07', 'ID-08']);
	expect(saidOn(whole, '李二')).toEqual(['ID-07']);
	expect(await heldOf(wang.id)).toBe(2);
});

test('[ID-08] …/1 and …/10 are two branches', async () => {
	const number = idNumber(11);
	const [one, ten] = [await secretaryOf(first), await secretaryOf(tenth)];
	await admitOn(one, '钱一', first.id, number);
	await admitOn(ten, '钱十', tenth.id, number);
	await phones.syncAll();
	expect(saidOn(one, '钱一')).toEqual(['ID-08']);
	expect(saidOn(ten, '钱十')).toEqual(['ID-08']);
	expect(one.replica.member(uuid('钱十'))).toBeUndefined();
});

test('[ID-07] a twin in the same branch is named there and is not “elsewhere”', async () => {
	const one = await secretaryOf(branch);
	await admitOn(one, '王双', branch.id);
	await phones.syncAll();
	expect(saidOn(one, '王一')).toEqual(['ID-07']);
	expect(await heldOf(wang.id)).toBeUndefined();
});

test('[ID-08] changes of one batch see each other, and each tells the others under its clock value', async () => {
	const number = idNumber(12);
	const clock = await phones.server.clock();
	const batch = [
		admitting(1, branch.id, number),
		admitting(2, otherBranch.id, number),
		admitting(3, first.id, number)
	];
	const { verdicts } = await phones.server.push(`a${root.code}`, ...batch);
	expect(verdicts.map((one) => one.clock)).toEqual([clock + 1, clock + 2, clock + 3]);
	for (const n of [1, 2, 3]) expect(await heldOf(uuid(`new${n}`))).toBe(2);
	const rows = await phones.server.pullAll(`a${root.code}`);
	const told = rows.filter(([, id]) => [1, 2, 3].some((n) => id === uuid(`new${n}`)));
	expect(told.map(([, , at]) => at)).toEqual([clock + 3, clock + 3, clock + 3]);
	expect(await phones.server.clock()).toBe(clock + 3);
});

test('[ID-08] an undone import takes the word back, and being told is no obstacle to undoing one', async () => {
	const [one, two] = [await secretaryOf(branch), await secretaryOf(otherBranch)];
	await admitOn(two, '李二', otherBranch.id);
	// Told once more after the import that is to be undone.
	await phones.server.push(`u${first.code}`, admitting(3, first.id));
	await phones.syncAll();
	const told = await stored(uuid('李二'));
	expect(told.heldElsewhere?.records).toBe(2);
	expect(told.trail).toHaveLength(1);
	const args = { id: uuid('李二'), importedBy: uuid('c李二') };
	expect(told.touchedBy).toBe(args.importedBy);
	expect(await two.replica.mutate(retractMember, args)).toMatchObject({ ok: true });
	await phones.syncAll();
	expect(two.replica.outbox()).toEqual([]);
	expect(await stored(uuid('李二'))).toMatchObject({ retracted: '1' });
	expect(await heldOf(uuid('李二'))).toBeUndefined();
	expect(await heldOf(wang.id)).toBe(1);
	expect(saidOn(one, '王一')).toEqual(['ID-08']);
});

test('[ID-08] moved into the branch of the other it becomes ID-07 there', async () => {
	const [one, desk] = [await secretaryOf(branch), await committeeOf(root)];
	await phones.server.push(`u${otherBranch.code}`, admitting(2, otherBranch.id));
	await phones.syncAll();
	expect(saidOn(one, '王一')).toEqual(['ID-08']);
	const args = { id: uuid('new2'), from: otherBranch.id, to: branch.id };
	await desk.replica.mutate(moveMember, args);
	expect(saidOn(desk, 'new2')).toEqual(['ID-07']);
	await phones.syncAll();
	await phones.syncAll();
	for (const device of [one, desk]) {
		expect(saidOn(device, '王一')).toEqual(['ID-07']);
		expect(saidOn(device, 'new2')).toEqual(['ID-07']);
	}
	expect(await heldOf(wang.id)).toBeUndefined();
});

test('[S-17] a device cannot say it of itself', async () => {
	const said = { idNumber: NUMBER, branchId: branch.id, records: 1 };
	const edits = { heldElsewhere: { from: '', to: '1' } };
	const forged = [
		{ ...admitting(4, branch.id), args: admission(4, { heldElsewhere: said }) },
		{ ...admitting(5, branch.id), name: 'member.edit', args: { id: wang.id, edits } }
	];
	const { verdicts } = await phones.server.push(`u${branch.code}`, ...forged);
	expect(verdicts.map(({ problem }) => problem?.code)).toEqual(['input.invalid', 'input.invalid']);
	expect(await heldOf(wang.id)).toBeUndefined();
});

test('[ID-08] another campus on the same server is another world', async () => {
	const { db } = phones.server.app;
	const campus = uuid('abroad');
	const clock = { campus, value: 1, epoch: 'e', log_seq: 0, log_hash: '' };
	await db.insertInto('clock').values(clock).execute();
	const id_number = idNumber(13);
	const json = JSON.stringify(aMember('远', { idNumber: id_number }));
	const row = { campus, id: uuid('远'), tbl: 'member', clock: 1, json, id_number };
	await db.insertInto('record').values(row).execute();
	await phones.server.push(`u${branch.code}`, admitting(4, branch.id, id_number));
	expect(await heldOf(uuid('new4'))).toBeUndefined();
});

test('[ID-08] of a crowd under one number only the changed record is told again', async () => {
	const crowd = Array.from({ length: MOST_CARRIERS }, (_, n) => admitting(100 + n, branch.id));
	await phones.server.push(`u${branch.code}`, ...crowd);
	await phones.server.push(`u${otherBranch.code}`, admitting(2, otherBranch.id));
	expect(await heldOf(uuid('new2'))).toBeGreaterThanOrEqual(MOST_CARRIERS);
	expect(await heldOf(wang.id)).toBeUndefined();
});

test('a database of before has the numbers of its listed members, and of nobody else, after the migration', async () => {
	const gone = aMember('旧', { idNumber: idNumber(14), retracted: '1' });
	await phones.server.put(['member', gone], ['member', aMember('空', { idNumber: '' })]);
	const many = Array.from({ length: 3 }, (_, n) =>
		aMember(`m${n}`, { idNumber: idNumber(20 + n) })
	);
	await phones.server.put(...many.map((row): ['member', Member] => ['member', row]));
	const { db } = phones.server.app;
	const numbers = () =>
		db
			.selectFrom('record')
			.select(['id', 'tbl', 'id_number'])
			.orderBy('id')
			.orderBy('tbl')
			.execute();
	const before = await numbers();
	expect(before.filter(({ id_number }) => id_number !== null)).toHaveLength(4);
	await db.schema.dropIndex('record_id_number').execute();
	await db.schema.alterTable('record').dropColumn('id_number').execute();
	await migrations['0006-id-number']!.up(db);
	expect(await numbers()).toEqual(before);
});
