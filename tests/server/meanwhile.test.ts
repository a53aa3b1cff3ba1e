import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockAccount } from '#server/account/lock-account';
import { resetPassword } from '#server/account/reset-password';
import { revokeDevice } from '#server/account/revoke-device';
import { takeParcel } from '#server/account/take-parcel';
import { givePhoto } from '#server/photo/give-photo';
import { takePiece } from '#server/photo/take-piece';
import { changePassword } from '#server/session/change-password';
import { deposit, release } from '#server/session/escrow';
import { findSession, type SignedIn } from '#server/session/session';
import { handleSync } from '#server/sync/handle-sync';
import { Caller } from '../support/api';
import { aMember, admission, branch, faculty, uuid } from '../support/device';
import { aPhoto } from '../support/photos';
import { aRequest, aServer, type TestServer } from '../support/server';

/**
 * A right that goes while a request is under way: the request is answered as if it had come later
 * (R-AZ-07). Every work that a session may do, against everything that ends a session.
 */
const PASSWORD = 'Harbour-lights-27-quiet';
const NEXT = 'Another-quiet-pier-31';
const account = `u${branch.code}`;
const committee = `a${faculty.code}`;
const photo = aPhoto('meanwhile');
const wang = aMember('王一', { photo });

let clock: number;
let server: TestServer;
let above: SignedIn;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 24, 6);
	server = await aServer({ now: () => new Date(clock) });
	await server.account(account, PASSWORD);
	await server.account(committee, PASSWORD);
	await server.put(['member', wang]);
	above = await signedIn(committee, uuid('desk'));
});
afterEach(() => server.close());

async function signedIn(name = account, device = uuid('phone')): Promise<SignedIn> {
	const result = await server.signIn(name, PASSWORD, { device });
	if (result.kind !== 'in') throw new Error(result.kind);
	return (await findSession(server.app, result.token))!;
}

/** What ends the sessions of the account, as long as a hash takes or at once. */
const ends: Record<string, (other: SignedIn) => Promise<unknown>> = {
	lock: () => lockAccount(server.app, above, account, true),
	reset: () => resetPassword(server.app, above, account),
	'a new password': (other) => changePassword(server.app, other, { current: PASSWORD, next: NEXT })
};

/** What a session that was found a moment ago tries to do. */
const works: Record<string, (principal: SignedIn) => Promise<unknown>> = {
	push: (principal) =>
		handleSync(
			server.app,
			aRequest({
				changes: [
					{ id: uuid('late'), name: 'member.admit', args: admission(1), at: '2026-11-24T06:00:00Z' }
				]
			}),
			principal
		),
	pull: (principal) => handleSync(server.app, aRequest(), principal),
	'a photo piece': (principal) =>
		takePiece(server.app, principal, { member: wang.id, photo: photo.id, offset: 0, data: '' }),
	'a photo': (principal) => givePhoto(server.app, principal, { member: wang.id, photo: photo.id }),
	'the key into escrow': (principal) =>
		deposit(server.app, principal, Buffer.alloc(32, 7).toString('base64')),
	'the key out of escrow': (principal) => release(server.app, principal),
	'a new password': (principal) =>
		changePassword(server.app, principal, { current: PASSWORD, next: NEXT })
};

const cells = Object.keys(ends).flatMap((end) => Object.keys(works).map((work) => [end, work]));

describe('[R-AZ-07] what ends a session ends what it has under way', () => {
	test.each(cells)('%s ends: %s', async (end, work) => {
		const principal = await signedIn();
		const other = await signedIn(account, uuid('other'));
		await ends[end]!(other);
		const before = await server.clock();
		// A wrong password is the other right answer of the one that asks for it.
		const did = await works[work]!(principal).catch((error: Error) => error.name);
		expect(['EndedMeanwhile', { kind: 'refused' }]).toContainEqual(did);
		expect(await server.clock()).toBe(before);
		const { escrow } = await server.app.db
			.selectFrom('device')
			.select('escrow')
			.where('id', '=', uuid('phone'))
			.executeTakeFirstOrThrow();
		expect(escrow).toBeNull();
	});

	test.each(Object.keys(ends))(
		'%s while a sign-in is hashing: no session lives on',
		async (end) => {
			const other = await signedIn(account, uuid('other'));
			const tokens: string[] = [];
			const tries = Array.from({ length: 6 }, async (_, n) => {
				const result = await server.signIn(account, PASSWORD, { device: uuid(`n${n}`) });
				if (result.kind === 'in') tokens.push(result.token);
			});
			await Promise.all([...tries, ends[end]!(other)]);
			const alive = await Promise.all(tokens.map((token) => findSession(server.app, token)));
			expect(alive.filter(Boolean)).toEqual([]);
		}
	);

	test('a session row that came to be after all is not found', async () => {
		const result = await server.signIn(account, PASSWORD);
		const token = result.kind === 'in' ? result.token : '';
		expect(await findSession(server.app, token)).toBeDefined();
		await server.app.db
			.updateTable('account')
			.set({ locked: 1 })
			.where('name', '=', account)
			.execute();
		expect(await findSession(server.app, token)).toBeUndefined();
		await server.app.db.updateTable('account').set({ locked: 0, generation: 9 }).execute();
		expect(await findSession(server.app, token)).toBeUndefined();
	});

	test('a reset that came while a new password was hashed stands', async () => {
		const principal = await signedIn();
		const [changed, { code }] = await Promise.all([
			changePassword(server.app, principal, { current: PASSWORD, next: NEXT }).catch(
				(error: Error) => error.name
			),
			resetPassword(server.app, above, account)
		]);
		const isFirst = typeof changed === 'object' && changed.kind === 'changed';
		expect(isFirst || changed === 'EndedMeanwhile' || changed).toBeTruthy();
		expect((await server.signIn(account, NEXT)).kind).toBe('refused');
		expect((await server.signIn(account, code)).kind).toBe('in');
	});

	test('one code, two devices at once: it opens one', async () => {
		const { code } = await resetPassword(server.app, above, account);
		const tries = await Promise.all(
			['one', 'two', 'three'].map((name) => server.signIn(account, code, { device: uuid(name) }))
		);
		expect(tries.map(({ kind }) => kind).toSorted()).toEqual(['closed', 'closed', 'in']);
	});
});

describe('[R-AZ-07] acts from above', () => {
	const acts: Record<string, () => Promise<unknown>> = {
		reset: () => resetPassword(server.app, above, account),
		lock: () => lockAccount(server.app, above, account, true),
		revoke: () => revokeDevice(server.app, above, { account, device: uuid('phone') })
	};

	test.each(Object.keys(acts))('%s by a session that ended meanwhile is undone', async (act) => {
		await signedIn();
		await server.app.db.deleteFrom('session').where('account', '=', committee).execute();
		const before = await server.clock();
		await expect(acts[act]!()).rejects.toMatchObject({ name: 'EndedMeanwhile' });
		expect(await server.clock()).toBe(before);
		expect((await server.signIn(account, PASSWORD)).kind).toBe('in');
	});

	test.each(Object.keys(acts))(
		'%s of an account that is no longer below is undone',
		async (act) => {
			await signedIn();
			await server.put([
				'org',
				{ ...branch, path: `/${server.campus}/${branch.id}/`, parentId: server.campus }
			]);
			const before = await server.clock();
			await expect(acts[act]!()).rejects.toMatchObject({ name: 'NotBelow' });
			expect(await server.clock()).toBe(before);
		}
	);

	test('a carrier whose session ended meanwhile brings nothing', async () => {
		const here = await signedIn();
		await deposit(server.app, here, Buffer.alloc(32, 9).toString('base64'));
		await lockAccount(server.app, above, account, true);
		const made = '2026-11-24T14:02:00.000+08:00';
		const header = { id: uuid('p'), device: here.device, from: 'x', made, count: 1, parts: 1 };
		const taken = await takeParcel(server.app, here, { header, index: 0, sealed: 'AAAA' });
		expect(taken).toMatchObject({ ok: false });
	});
});

test('an open stream ends with the session it began with', async () => {
	const caller = new Caller(server);
	expect(await caller.signIn(account, PASSWORD, uuid('phone'))).toBe(200);
	const stream = await caller.fetch('/api/live', { method: 'GET' });
	const reader = stream.body!.getReader();
	await reader.read();
	await lockAccount(server.app, above, account, true);
	for (;;) if ((await reader.read()).done) break;
});
