import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkActionsOn } from '#domain/features/bulk/bulk-history';
import type { FieldEdits } from '#domain/model/member/edit';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { deadlinesOf, nearnessOf } from '#domain/features/reminders/deadlines';
import { completenessOf } from '#domain/rules/completeness';
import { aloneContext } from '#domain/rules/refuse-errors';
import { stateOf } from '#domain/model/report/report';
import { openApp, type App } from '#server/app';
import { addDays } from '#server/demo/dated';
import { demoMembers, demoOrgs } from '#server/demo/campus';
import { makeCampus } from '#server/setup/make-campus';
import { acceptAll } from '#server/sync/accept';
import type { Principal } from '#server/sync/principal';
import { uuid } from '../support/device';
import { aPlace } from '../support/server';
import { testDay } from '../support/test-day.js';

/** Whoever looks at the demo campus finds every state of a record in it. */

const SECRETARY = '990000000012';

let app: App;
let members: Member[];
let remove: () => Promise<void>;
beforeAll(async () => {
	const made = await aPlace();
	remove = made.remove;
	app = await openApp(made.place);
	await makeCampus(app, { choice: 'demo' }, 'Harbour-lights-27-quiet');
	const rows = await app.db
		.selectFrom('record')
		.select('json')
		.where('tbl', '=', 'member')
		.execute();
	members = rows.map(({ json }) => JSON.parse(json) as Member);
}, 60_000);
afterAll(async () => {
	await app.close();
	await remove();
});

const context = aloneContext(testDay);
const inState = (state: string, of = members) =>
	of.filter((member) => completenessOf(member, context).state === state);
const ofSecretary = () => {
	const { id } = demoOrgs().find(({ code }) => code === SECRETARY)!;
	return members.filter(({ branchId }) => branchId === id);
};

test('everybody is there, and about a third is complete with a portrait', () => {
	expect(members.length).toBe(demoMembers(testDay).length);
	const share = inState('complete').length / members.length;
	expect(share).toBeGreaterThan(0.25);
	expect(share).toBeLessThan(0.4);
});

test('nothing in the demo passes for a bulk action or an import that could be taken back', () => {
	expect(bulkActionsOn(members)).toEqual([]);
	expect(members.filter(({ importedBy }) => importedBy !== '')).toEqual([]);
});

test('the bytes of every portrait are whole', async () => {
	const photos = await app.db.selectFrom('photo').select(['member', 'whole']).execute();
	expect(photos.length).toBe(members.filter(({ photo }) => photo).length);
	expect(photos.every(({ whole }) => whole === 1)).toBe(true);
});

describe.each(['the campus', 'the branch of the secretary'])('%s', (which) => {
	const all = () => (which === 'the campus' ? members : ofSecretary());

	test.each(['complete', 'fix', 'waiting', 'problem'])('has members that are %s', (state) => {
		expect(inState(state, all()).length).toBeGreaterThan(0);
	});

	test('has 问题数据 that was sent up, and a 转正 that is due', () => {
		const reports = all().flatMap(({ reports: filed = [] }) => filed);
		expect(reports.map(stateOf)).toContain('filed');
		const near = all().flatMap((member) =>
			deadlinesOf(member, context).map((deadline) => nearnessOf(deadline, context))
		);
		expect(near).toContain('overdue');
		expect(near).toContain('soon');
	});
});

test('branch and faculty disagree on two fields, and it is for both of them to decide', () => {
	const open = members.flatMap(({ conflicts }) => conflicts.filter(({ settled }) => !settled));
	expect(new Set(open.map(({ field }) => field))).toEqual(new Set(['mobile', 'joinDate']));
	for (const { kept, other } of open) {
		expect([kept.by, other.by].toSorted()).toEqual(['a990000000020', 'u990000000022']);
	}
});

test('the campus has 问题数据 with an answer and with a mark, a member who died and one who left', () => {
	const reports = members.flatMap(({ reports: filed = [] }) => filed);
	expect(reports.map(stateOf)).toContain('handling');
	expect(members.filter(({ flaggedProblem }) => flaggedProblem)).toHaveLength(1);
	const standing = members.map(({ membershipStatus }) => membershipStatus);
	expect(standing.filter((status) => status === 'deceased').length).toBe(1);
	expect(standing.filter((status) => status === 'left').length).toBe(1);
});

test('the way to a refused change that docs/demo.md describes leads there', async () => {
	const { id, joinDate, regularDate, branchId } = members.find(({ name }) => name === '白嘉妍')!;
	const root = demoOrgs()[0]!;
	const edit = async (account: string, orgId: string, edits: FieldEdits) => {
		const principal: Principal = {
			account,
			kind: account.startsWith('a') ? 'a' : 'u',
			orgId,
			campus: root.id,
			device: uuid('demo')
		};
		const at = app.now().toISOString();
		const change = { id: uuid(account), name: editMember.name, args: { id, edits }, at };
		const { verdicts } = await app.db
			.transaction()
			.execute((trx) => acceptAll(trx, principal, [change], at));
		return verdicts[0];
	};
	const later = { joinDate: { from: joinDate, to: addDays(joinDate, 14) } };
	expect(await edit(`a${root.code}`, root.id, later)).toMatchObject({ verdict: 'applied' });
	const early = { regularDate: { from: regularDate, to: addDays(joinDate, 7) } };
	expect(await edit(`u${SECRETARY}`, branchId, early)).toMatchObject({
		verdict: 'refused',
		problem: { code: 'rule.error', rules: ['JN-08'] }
	});
});
