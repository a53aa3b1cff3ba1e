import { afterEach, beforeEach, expect, test } from 'vitest';
import { CODE_LETTERS, codeFrom, plainCode } from '#domain/account/activation-code';
import { resetPassword } from '#server/account/reset-password';
import { lockAccount } from '#server/account/lock-account';
import { accountsOf } from '#server/account/list-accounts';
import { changePassword } from '#server/session/change-password';
import { findSession, type SignedIn } from '#server/session/session';
import { branch, faculty, otherBranch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const account = `u${branch.code}`;
const committee = `a${faculty.code}`;
const HOUR = 3_600_000;

let clock: number;
let server: TestServer;
let above: SignedIn;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 24, 6);
	server = await aServer({ now: () => new Date(clock) });
	await server.account(account, PASSWORD);
	await server.account(committee, PASSWORD);
	above = await signedIn(committee, PASSWORD, uuid('desk'));
});
afterEach(() => server.close());

async function signedIn(name: string, password: string, device: string): Promise<SignedIn> {
	const result = await server.signIn(name, password, { device });
	if (result.kind !== 'in') throw new Error(result.kind);
	return (await findSession(server.app, result.token))!;
}

const kindOf = async (password: string, device = uuid('phone')) =>
	(await server.signIn(account, password, { device })).kind;

test('a code has 100 random bits in groups, and forgives the hand that copies it', () => {
	expect(CODE_LETTERS * 5).toBeGreaterThanOrEqual(80);
	const code = codeFrom(Uint8Array.from({ length: CODE_LETTERS }, (_, n) => n));
	expect(code).toBe('0123-4567-89AB-CDEF-GHJK');
	expect(plainCode(' o12l-4567 89ab—cdef-ghjk ')).toBe('0121456789ABCDEFGHJK');
	expect(plainCode('0i23')).toBe('0123');
});

test('a reset: the old password dies at once, every session ends, the code opens one device', async () => {
	const before = await server.signIn(account, PASSWORD);
	const { code, until } = await resetPassword(server.app, above, account);
	expect(until).toBe(new Date(clock + 72 * HOUR).toISOString());
	expect(before.kind === 'in' && (await findSession(server.app, before.token))).toBeUndefined();
	expect(await kindOf(PASSWORD)).toBe('refused');
	expect(await kindOf(code.toLowerCase())).toBe('in');
	expect(await server.signIn(account, code, { device: uuid('other') })).toEqual({
		kind: 'closed',
		why: 'code.used'
	});
	// A reply that was cut: the same device may ask again.
	expect(await kindOf(code)).toBe('in');
});

test('the code dies after 72 hours, and with the new password', async () => {
	const { code } = await resetPassword(server.app, above, account);
	clock += 72 * HOUR - 1000;
	const here = await signedIn(account, code, uuid('phone'));
	expect(here.mustChange).toBe(true);
	const next = 'Another-quiet-pier-31';
	expect((await changePassword(server.app, here, { current: code, next })).kind).toBe('changed');
	expect(await kindOf(code)).toBe('refused');
	expect(await kindOf(next)).toBe('in');
	const again = await resetPassword(server.app, above, account);
	clock += 72 * HOUR;
	expect(await server.signIn(account, again.code)).toEqual({ kind: 'closed', why: 'code.expired' });
});

test('after a reset the last five passwords stay refused, and the code is none of them', async () => {
	const { code } = await resetPassword(server.app, above, account);
	const here = await signedIn(account, code, uuid('phone'));
	const result = await changePassword(server.app, here, { current: code, next: PASSWORD });
	expect(result).toEqual({ kind: 'weak', reasons: ['previous'] });
});

test('the database holds the code as a hash only, and the log says who reset whom', async () => {
	const { code } = await resetPassword(server.app, above, account);
	const { db } = server.app;
	const tables = ['account', 'session', 'device', 'change_log', 'attempt'] as const;
	for (const table of tables) {
		const text = JSON.stringify(await db.selectFrom(table).selectAll().execute());
		expect(text).not.toContain(code);
		expect(text).not.toContain(plainCode(code));
	}
	const line = await db
		.selectFrom('change_log')
		.select(['account', 'name', 'args'])
		.where('name', '=', 'account.reset')
		.executeTakeFirstOrThrow();
	expect([line.account, JSON.parse(line.args)]).toEqual([committee, { account }]);
});

test('a locked account says so to the right password and to no other, and opens again with it', async () => {
	const wrong = await server.signIn(account, 'no');
	await lockAccount(server.app, above, account, true);
	expect(await server.signIn(account, 'no')).toEqual(wrong);
	expect(await server.signIn(account, PASSWORD)).toEqual({ kind: 'closed', why: 'account.locked' });
	await lockAccount(server.app, above, account, false);
	expect(await kindOf(PASSWORD)).toBe('in');
});

test('locked, out of date or wrong: every failure takes as long as the others', async () => {
	await server.account(`u${otherBranch.code}`, PASSWORD);
	await lockAccount(server.app, above, `u${otherBranch.code}`, true);
	const ways: [string, string][] = [
		[account, 'no'],
		[`u${otherBranch.code}`, 'no'],
		['u999999999999', PASSWORD]
	];
	const times = ways.map((): number[] => []);
	for (let n = 0; n < 15; n++) {
		for (const [at, [name, password]] of ways.entries()) {
			const started = performance.now();
			const { kind } = await server.signIn(name, password, { address: `192.0.2.${n}` });
			times[at]!.push(performance.now() - started);
			expect(kind).toBe('refused');
		}
	}
	const middles = times.map((list) => list.toSorted((a, b) => a - b)[7]!);
	for (const middle of middles) {
		expect(middle / middles[0]!).toBeGreaterThan(0.5);
		expect(middle / middles[0]!).toBeLessThan(2);
	}
});

test('用户管理 tells of an account what the committee needs and nothing more', async () => {
	await signedIn(account, PASSWORD, uuid('phone'));
	await resetPassword(server.app, above, account);
	expect(await accountsOf(server.app, branch.id)).toEqual([
		{
			account,
			kind: 'u',
			lastSignIn: '2026-11-24T06:00:00.000Z',
			locked: false,
			codeUntil: '2026-11-27T06:00:00.000Z',
			devices: [
				{
					id: uuid('phone'),
					name: '一部手机',
					created: '2026-11-24T06:00:00.000Z',
					lastExchange: null,
					unsent: null,
					revokedAt: null,
					wipedAt: null
				}
			]
		}
	]);
});
