import { afterEach, beforeEach, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { freshId } from '#domain/kernel/fresh-id';
import type { Change } from '#domain/protocol/change';
import { readRoster } from '#domain/features/roster/read-rows';
import type { RosterReport } from '#domain/features/roster/report';
import { importOrigin, rowId } from '#domain/features/roster/row-id';
import { readWorkbook } from '#sheet/read-workbook';
import {
	admission,
	aMember,
	branch,
	faculty,
	idNumber,
	otherBranch,
	uuid,
	type Device
} from '../support/device';
import { Phones } from '../support/phones';

/** The same file on devices of two branches, over the wire: every record is made, and made once. */

const ROWS = 50;
const HASH = 'f'.repeat(64);
const csv = [
	'姓名,公民身份号码,民族',
	...Array.from({ length: ROWS }, (_, n) => `李四,${idNumber(n)},01`)
].join('\n');

let phones: Phones;
beforeEach(async () => {
	phones = await Phones.with([]);
});
afterEach(() => phones.close());

async function check({ replica, account }: Device): Promise<RosterReport> {
	const grids = await readWorkbook(new TextEncoder().encode(csv), 'a.csv');
	const base = {
		orgs: replica.orgs(),
		members: replica.everyMember(),
		actorOrgId: account.orgId,
		today: '2026-11-24'
	};
	return readRoster(grids, base, HASH)!;
}

/** What 确认导入 writes. */
async function importOn(phone: Device): Promise<RosterReport> {
	const report = await check(phone);
	const rows = report.rows.filter(({ verdict }) => verdict.startsWith('accept'));
	await phone.replica.mutateAll(
		rows.map(({ memberId, values, changeId }) => ({
			mutation: admitMember,
			args: { id: memberId, values, imported: true },
			changeId
		}))
	);
	return report;
}

const refused = ({ replica }: Device) =>
	replica.outbox().filter(({ state }) => state === 'refused').length;
const admitted = (id: string, changeId: string, branchId: string, n: number): Change => {
	const { values } = admission(n, { branchId });
	const args = { id, values, imported: true };
	return { id: changeId, name: 'member.admit', args, at: '2026-11-24T06:00:00.000Z' };
};

test('two branches import the same file: fifty records each, and no refusal', async () => {
	const [one, other] = [
		await phones.phone('u', branch, '甲'),
		await phones.phone('u', otherBranch, '乙')
	];
	for (const phone of [one, other]) await importOn(phone);
	await phones.syncAll();
	for (const phone of [one, other]) {
		expect(refused(phone)).toBe(0);
		expect(phone.replica.members()).toHaveLength(ROWS);
		expect((await check(phone)).counts.unchanged).toBe(ROWS);
	}
	const ids = [one, other].flatMap(({ replica }) => replica.members().map(({ id }) => id));
	expect(new Set(ids).size).toBe(ROWS * 2);
});

test('[S-2] two devices of one branch import the same file: nothing comes twice', async () => {
	const [one, other] = [
		await phones.phone('u', branch, '甲'),
		await phones.phone('u', branch, '乙')
	];
	for (const phone of [one, other]) await importOn(phone);
	await phones.syncAll();
	for (const phone of [one, other]) {
		expect(refused(phone)).toBe(0);
		expect(phone.replica.members()).toHaveLength(ROWS);
	}
});

test('a faculty imports the file for a branch that has imported it: said of each row, nothing twice', async () => {
	const [one, desk] = [
		await phones.phone('u', branch, '甲'),
		await phones.phone('a', faculty, '乙')
	];
	await importOn(one);
	await phones.syncAll();
	const { rows } = await check(desk);
	expect(rows.every(({ findings }) => findings.some(({ rule }) => rule === 'ID-07'))).toBe(true);
});

test('an id that another branch holds blocks nobody: another is drawn, once and for all', async () => {
	const one = await phones.phone('u', branch, '甲');
	const [first] = (await check(one)).rows;
	const { memberId, changeId } = first!;
	// Somebody made records under the very ids, the first of those drawn in their place included.
	const held = [memberId, freshId(changeId, 0)];
	await phones.server.put(
		...held.map((id): ['member', ReturnType<typeof aMember>] => [
			'member',
			{ ...aMember('别人', { branchId: otherBranch.id }), id }
		])
	);
	await importOn(one);
	await phones.sync(one);
	expect(refused(one)).toBe(0);
	expect(one.replica.members()).toHaveLength(ROWS);
	const brought = one.replica.members().find(({ importedBy }) => importedBy === changeId);
	expect(brought?.id).toBe(freshId(changeId, 1));
	for (const id of held)
		expect(await phones.stored('member', id)).toMatchObject({
			name: '别人',
			branchId: otherBranch.id
		});

	// The same file again, on this device and on another of the branch, changes nothing.
	const again = await check(one);
	expect(again.counts.unchanged).toBe(ROWS);
	expect(again.rows[0]?.memberId).toBe(brought?.id);
	const clock = await phones.server.clock();
	const second = await phones.phone('u', branch, '乙');
	expect((await importOn(second)).counts.unchanged).toBe(ROWS);
	await phones.syncAll();
	expect(await phones.server.clock()).toBe(clock);
});

test('nobody learns from an answer whether another branch holds an id', async () => {
	const { server } = phones;
	await server.put(['member', aMember('held', { branchId: otherBranch.id })]);
	const account = server.secretary(branch);
	const [known, free] = [
		await server.push(account, admitted(uuid('held'), uuid('c1'), branch.id, 1)),
		await server.push(account, admitted(uuid('free'), uuid('c2'), branch.id, 2))
	].map(({ verdicts }) => verdicts[0]!);
	expect(Object.keys(known!)).toEqual(Object.keys(free!));
	expect([known?.verdict, free?.verdict]).toEqual(['applied', 'applied']);
});

test('one’s own record is not made twice: its id is refused by name', async () => {
	const { server } = phones;
	await server.put(['member', aMember('mine')]);
	const change = admitted(uuid('mine'), uuid('c1'), branch.id, 1);
	const [verdict] = (await server.push(server.secretary(branch), change)).verdicts;
	expect(verdict).toMatchObject({ verdict: 'refused', problem: { code: 'record.exists' } });
});

test('an origin is the file, the sheet and whoever imports', () => {
	const origins = [
		importOrigin(HASH, branch.id, 0),
		importOrigin(HASH, branch.id, 1),
		importOrigin(HASH, otherBranch.id, 0),
		importOrigin('e'.repeat(64), branch.id, 0)
	];
	expect(new Set(origins).size).toBe(4);
	for (const origin of origins) expect(rowId(origin, 1, 0, 'member')).toContain(origin.slice(0, 8));
	expect(importOrigin(HASH.toUpperCase(), branch.id, 0)).toBe(origins[0]);
});
