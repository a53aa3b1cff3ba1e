import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApp, type App } from '#server/app';
import { settingsOf } from '#server/settings';
import { demoMembers } from '#server/demo/campus';
import { stories } from '#server/demo/stories';
import { begin } from '#server/setup/begin';
import { hasCampus, makeCampus } from '#server/setup/make-campus';
import { SetupRequest } from '#server/setup/setup-request';
import { findSession, type SignedIn } from '#server/session/session';
import { signIn } from '#server/session/sign-in';
import { verifyChain } from '#server/sync/chain';
import { handleSync } from '#server/sync/handle-sync';
import { uuid } from '../support/device';
import { aPlace, aRequest } from '../support/server';
import { testDay } from '../support/test-day.js';

let app: App;
let remove: () => Promise<void>;
beforeEach(async () => {
	const made = await aPlace();
	({ remove } = made);
	app = await openApp(made.place);
});
afterEach(async () => {
	await app.close();
	await remove();
});

const root = {
	code: '990000009001',
	fullName: '中共示例山地大学委员会',
	shortName: '示例山地大学委员会',
	password: 'Harbour-lights-27-quiet'
};

async function sessionOf(account: string, password: string): Promise<SignedIn> {
	const device = { id: uuid(account.slice(1)), name: '一部手机' };
	const result = await signIn(app, { account, password, device }, '192.0.2.1');
	if (result.kind !== 'in') throw new Error(result.kind);
	return (await findSession(app, result.token))!;
}

async function membersOf(
	principal: SignedIn
): Promise<{ orgs: number; members: number; total: number }> {
	const { rows, total } = await handleSync(app, aRequest(), principal);
	const count = (name: string) => rows.filter(([table]) => table === name).length;
	return { orgs: count('org'), members: count('member'), total };
}

const begun = async (env: Record<string, string>): Promise<{ said: string; token: string }> => {
	const lines: string[] = [];
	const link = await begin(app, settingsOf(env), (line) => lines.push(line));
	return { said: lines.join('\n'), token: link.token };
};

test('a new database has no campus, no account and no secret', async () => {
	expect(await hasCampus(app)).toBe(false);
	for (const table of ['account', 'session', 'device', 'record'] as const) {
		expect(await app.db.selectFrom(table).selectAll().execute()).toEqual([]);
	}
});

test('the demo campus has 17 organisations, its members and an account for each organisation', async () => {
	const made = await makeCampus(app, { choice: 'demo' });
	if (made.kind !== 'made') throw new Error(made.kind);
	expect(made.accounts).toHaveLength(17);
	const passwords = made.accounts.map(({ password }) => password);
	expect(new Set(passwords).size).toBe(17);
	for (const password of passwords) expect(password).toMatch(/^(\w{4}-){3}\w{4}$/);
	expect(made.accounts.map(({ account }) => account)).toEqual(
		expect.arrayContaining(['a990000000001', 'a990000000010', 'u990000000012'])
	);
	const passwordOf = (name: string) =>
		made.accounts.find(({ account }) => account === name)!.password!;
	const committee = await sessionOf('a990000000001', passwordOf('a990000000001'));
	expect(committee.mustChange).toBe(true);
	const everybody = demoMembers(testDay);
	const members = everybody.length;
	expect(await membersOf(committee)).toEqual({ orgs: 17, members, total: 17 + members });
	const branch = await sessionOf('u990000000012', passwordOf('u990000000012'));
	const { orgId } = branch;
	const own = everybody.filter(({ values }) => values['branchId'] === orgId).length;
	expect(await membersOf(branch)).toEqual({ orgs: 1, members: own, total: 1 + own });
	// The way of every change: one clock value and one line each.
	const told = stories(everybody, testDay, (word) => word);
	const lines = 17 + members + everybody.filter(({ sitter }) => sitter).length + told.length;
	expect(await verifyChain(app.db, committee.campus)).toEqual({ ok: true, lines });
	const clock = await app.db.selectFrom('clock').select('value').executeTakeFirstOrThrow();
	expect(clock.value).toBe(lines);
});

test('the demo organisations alone, with one password for all and nothing forced', async () => {
	const made = await makeCampus(app, { choice: 'demo-orgs' }, 'one for all');
	if (made.kind !== 'made') throw new Error(made.kind);
	expect(made.accounts.every(({ password }) => password === undefined)).toBe(true);
	const committee = await sessionOf('a990000000001', 'one for all');
	expect(committee.mustChange).toBe(false);
	expect(await membersOf(committee)).toEqual({ orgs: 17, members: 0, total: 17 });
});

test('one’s own root committee, with the password its administrator chose', async () => {
	const made = await makeCampus(app, { choice: 'new', root });
	expect(made).toEqual({
		kind: 'made',
		accounts: [{ account: 'a990000009001', orgName: root.shortName }]
	});
	const administrator = await sessionOf('a990000009001', root.password);
	expect(administrator).toMatchObject({ kind: 'a', mustChange: false });
	const { rows } = await handleSync(app, aRequest(), administrator);
	expect(rows).toMatchObject([['org', administrator.orgId, 1, { code: root.code, type: '611' }]]);
});

test('a weak password makes no campus', async () => {
	const made = await makeCampus(app, { choice: 'new', root: { ...root, password: '123456' } });
	expect(made.kind).toBe('weak');
	const named = { ...root, fullName: '中共示例海洋大学委员会', password: 'Kq7-zgslhydxwyh-W' };
	expect(await makeCampus(app, { choice: 'new', root: named })).toEqual({
		kind: 'weak',
		reasons: ['initials']
	});
	expect(await hasCampus(app)).toBe(false);
});

test('a campus is made once, however many ask at the same time', async () => {
	const all = await Promise.all([
		makeCampus(app, { choice: 'new', root }),
		makeCampus(app, { choice: 'new', root: { ...root, code: '990000009002' } }),
		makeCampus(app, { choice: 'demo-orgs' }, 'one for all')
	]);
	expect(all.filter(({ kind }) => kind === 'made')).toHaveLength(1);
	expect(await makeCampus(app, { choice: 'demo' })).toEqual({ kind: 'closed' });
	expect(await app.db.selectFrom('clock').selectAll().execute()).toHaveLength(1);
});

test('an empty database prints a link that opens it, and no other does', async () => {
	const { said, token } = await begun({ ORIGIN: 'https://book.example' });
	expect(said).toContain(`https://book.example/setup?token=${token}`);
	expect(Buffer.from(token, 'base64url')).toHaveLength(24);
	const { said: again, token: other } = await begun({ PORT: '4000' });
	expect(again).toContain(`http://127.0.0.1:4000/setup?token=${other}`);
	expect(other).not.toBe(token);
});

test('--demo fills an empty database and prints its accounts once', async () => {
	const env = { BRANCHBOOK_DEMO: '1', DEMO_PASSWORD: 'one for all' };
	const { said } = await begun(env);
	expect(said).toMatch(/a990000000001/);
	expect(said).not.toContain('one for all');
	expect((await begun(env)).said).toMatch(/already holds a campus/);
	expect((await begun({})).said).toBe('');
	expect((await sessionOf('u990000000012', 'one for all')).mustChange).toBe(false);
});

test.each([
	{},
	{ token: 't', choice: 'all' },
	{ token: 't', choice: 'new' },
	{ token: 't', choice: 'new', root: { ...root, code: 'x' } },
	{ token: 't', choice: 'demo', root },
	{ choice: 'demo' }
])('a malformed set-up request is not read: %j', (request) => {
	expect(SetupRequest.safeParse(request).success).toBe(false);
});
