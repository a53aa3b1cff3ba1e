import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parcelLimits, type HandIn, type Parcel } from '#domain/account/parcel';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Change } from '#domain/protocol/change';
import { lockAccount } from '#server/account/lock-account';
import { revokeDevice } from '#server/account/revoke-device';
import { takeParcel } from '#server/account/take-parcel';
import { beginNewEpoch } from '#server/backup/new-epoch';
import { deposit } from '#server/session/escrow';
import { findSession, type SignedIn } from '#server/session/session';
import { RevokedMeanwhile } from '#server/session/still-enrolled';
import { verifyLog } from '#server/sync/verify-log';
import { sealParcel } from '#store/couriers/parcel';
import { aMember, branch, faculty, otherBranch, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

const PASSWORD = 'Harbour-lights-27-quiet';
const author = `u${branch.code}`;
const sibling = `u${otherBranch.code}`;
const committee = `a${faculty.code}`;
const phone = uuid('phone');
const RAW = Buffer.alloc(32, 9);
const wang = aMember('王一', { remark: '' });
const foreign = aMember('李二', { remark: '', branchId: otherBranch.id });

let clock: number;
let server: TestServer;
let carrier: SignedIn;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 24, 6);
	server = await aServer({ now: () => new Date(clock) });
	for (const name of [author, sibling, committee]) await server.account(name, PASSWORD);
	await server.put(['member', wang], ['member', foreign]);
	const here = await signedIn(author, phone);
	expect(await deposit(server.app, here, RAW.toString('base64'))).toBe(true);
	carrier = await signedIn(sibling, uuid('other'));
});
afterEach(() => server.close());

async function signedIn(name: string, device: string): Promise<SignedIn> {
	const result = await server.signIn(name, PASSWORD, { device });
	if (result.kind !== 'in') throw new Error(result.kind);
	return (await findSession(server.app, result.token))!;
}

/** Edits of one remark, each from the value before. */
function edits(count: number, member = wang): Change[] {
	return Array.from({ length: count }, (_, n) => ({
		id: uuid(`c${member.name === wang.name ? '' : 'f'}${n}`),
		name: editMember.name,
		args: { id: member.id, edits: { remark: { from: n ? `改${n}` : '', to: `改${n + 1}` } } },
		at: '2026-11-24T14:02:00.000+08:00'
	}));
}

/** As the author’s phone makes it. */
async function aParcel(changes: Change[]): Promise<Parcel> {
	const key = await crypto.subtle.importKey('raw', RAW, 'AES-GCM', false, ['encrypt']);
	const account = {
		account: author,
		kind: 'u' as const,
		orgId: branch.id,
		orgName: branch.shortName,
		deviceId: phone
	};
	return sealParcel(changes, { key, account, made: '2026-11-24T14:02:00.000+08:00' });
}

function part({ header, parts }: Parcel, index = 0): HandIn {
	return { header, index, sealed: parts[index]! };
}

const take = (one: HandIn, principal = carrier) => takeParcel(server.app, principal, one);
const sum = (applied: number, refused: number, known: number) => ({
	ok: true,
	value: { applied, refused, known, unjudged: 0 }
});

function lines() {
	return server.app.db
		.selectFrom('change_log')
		.select(['name', 'account', 'device', 'verdict', 'args'])
		.where('account', '<>', 'system')
		.orderBy('seq')
		.execute();
}

describe('[S-2] a carried file is taken exactly once', () => {
	test('judged as its author’s changes; the log says who brought them, once', async () => {
		const one = part(await aParcel(edits(3)));
		expect(await take(one)).toEqual(sum(3, 0, 0));
		expect(await take(one)).toEqual(sum(0, 0, 3));
		const logged = await lines();
		expect(logged.map(({ name, account, device }) => [name, account, device])).toEqual([
			...Array.from({ length: 3 }, () => ['member.edit', author, phone]),
			['parcel.hand-in', sibling, carrier.device]
		]);
		expect(JSON.parse(logged[3]!.args)).toEqual({ account: author, device: phone });
		expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
	});

	test('handed in by two at once, and sent by its author as well', async () => {
		const changes = edits(20);
		const one = part(await aParcel(changes));
		const above = await signedIn(committee, uuid('desk'));
		const [first, second, reply] = await Promise.all([
			take(one),
			take(one, above),
			server.push(author, ...changes)
		]);
		const counted = [first, second].map((taken) => (taken.ok ? taken.value.applied : Number.NaN));
		expect([0, 20]).toContain(counted[0]! + counted[1]!);
		expect(reply.verdicts.map(({ verdict }) => verdict)).toEqual(
			Array.from({ length: 20 }, () => 'applied')
		);
		const applied = (await lines()).filter(({ name }) => name === 'member.edit');
		expect(applied).toHaveLength(20);
		expect(applied.every(({ account }) => account === author)).toBe(true);
	});

	test('the author gets the first verdicts, with their receipt numbers', async () => {
		const changes = edits(2);
		const before = await server.clock();
		await take(part(await aParcel(changes)));
		clock += 86_400_000;
		const reply = await server.push(author, ...changes);
		expect(reply.verdicts.map(({ verdict, at }) => [verdict, at])).toEqual([
			['applied', '2026-11-24T06:00:00.000Z'],
			['applied', '2026-11-24T06:00:00.000Z']
		]);
		expect(reply.verdicts.map((one) => one.clock)).toEqual([before + 1, before + 2]);
	});

	test('more than one exchange holds: each part by itself, in any order and number', async () => {
		const parcel = await aParcel(edits(501));
		expect(parcel.header).toMatchObject({ count: 501, parts: 2 });
		expect(await take(part(parcel, 0))).toEqual(sum(500, 0, 0));
		expect(await take(part(parcel, 1))).toEqual(sum(1, 0, 0));
		expect(await take(part(parcel, 0))).toEqual(sum(0, 0, 500));
		const body = JSON.stringify(part(parcel, 0));
		expect(body.length).toBeLessThan(parcelLimits.bodyBytes);
	});

	test('[S-14] a file from before a restoration is taken like any other', async () => {
		const parcel = await aParcel(edits(1));
		const backup = { takenAt: '2026-11-24T06:00:00.000Z', sha256: '0' };
		await server.app.db.transaction().execute((trx) => beginNewEpoch(trx, backup, backup.takenAt));
		expect(await take(part(parcel))).toEqual(sum(1, 0, 0));
	});
});

describe('[S-17] a carrier adds nothing to a file, and takes nothing from it', () => {
	test('what the author may not do is refused, also when one brings it who may', async () => {
		const bringer = await signedIn(committee, uuid('desk'));
		const one = part(await aParcel([...edits(1), ...edits(1, foreign)]));
		expect(await take(one, bringer)).toEqual(sum(1, 1, 0));
	});

	test('a locked author: nothing is judged, and all of it once he is unlocked', async () => {
		const one = part(await aParcel(edits(2)));
		const above = await signedIn(committee, uuid('desk'));
		await lockAccount(server.app, above, author, true);
		const before = await server.clock();
		expect(await take(one)).toEqual({ ok: false, fault: 'parcel.locked' });
		expect(await server.clock()).toBe(before);
		await lockAccount(server.app, above, author, false);
		expect(await take(one)).toEqual(sum(2, 0, 0));
	});

	test('a revoked phone: taken like what it would hand over itself, until it is empty', async () => {
		const one = part(await aParcel(edits(2)));
		const above = await signedIn(committee, uuid('desk'));
		await revokeDevice(server.app, above, { account: author, device: phone });
		expect(await take(one)).toEqual({
			ok: true,
			value: { applied: 0, refused: 0, known: 0, unjudged: 0, held: 2 }
		});
		await server.app.db.updateTable('device').set({ escrow: null }).execute();
		expect(await take(one, above)).toEqual({ ok: false, fault: 'parcel.no-key' });
		expect(await take(one)).toEqual({ ok: false, fault: 'parcel.foreign' });
	});

	test('[R-DEV-05] a carrier revoked meanwhile brings nothing', async () => {
		const one = part(await aParcel(edits(2)));
		const revoked_at = server.app.now().toISOString();
		const { device } = carrier;
		await server.app.db
			.updateTable('device')
			.set({ revoked_at })
			.where('id', '=', device)
			.execute();
		await expect(take(one)).rejects.toThrow(RevokedMeanwhile);
		expect((await lines()).filter(({ name }) => name === 'member.edit')).toEqual([]);
	});

	test('another campus, an unknown device and a foreign one are one answer (R-AZ-03)', async () => {
		const one = part(await aParcel(edits(1)));
		const none = { ok: false, fault: 'parcel.foreign' };
		expect(await take(one, { ...carrier, campus: uuid('elsewhere') })).toEqual(none);
		const header = { ...one.header, device: uuid('nobody') };
		expect(await take({ ...one, header })).toEqual(none);
		// A file made up for a device that is there: only who stands above it is told why.
		const madeUp = { ...one, sealed: Buffer.alloc(60).toString('base64') };
		expect(await take(madeUp)).toEqual(none);
		expect(await take(madeUp, await signedIn(committee, uuid('desk')))).toEqual({
			ok: false,
			fault: 'parcel.damaged'
		});
	});
});

describe('a file that is not as its author closed it is refused whole', () => {
	const damaged = { ok: false, fault: 'parcel.damaged' };
	let above: SignedIn;
	beforeEach(async () => {
		above = await signedIn(committee, uuid('desk'));
	});

	test.each([
		['id', { id: uuid('x') }],
		['organisation', { from: '别的支部' }],
		['time', { made: '2026-11-25T14:02:00.000+08:00' }],
		['count', { count: 7 }],
		['number of parts', { parts: 2 }]
	])('another %s in the header', async (_name, over) => {
		const one = part(await aParcel(edits(1)));
		expect(await take({ ...one, header: { ...one.header, ...over } }, above)).toEqual(damaged);
	});

	test('another device of the same account', async () => {
		const second = await signedIn(author, uuid('second'));
		await deposit(server.app, second, Buffer.alloc(32, 3).toString('base64'));
		const one = part(await aParcel(edits(1)));
		const header = { ...one.header, device: second.device };
		expect(await take({ ...one, header }, above)).toEqual(damaged);
	});

	test('any byte changed, cut, empty, or in another part’s place', async () => {
		const parcel = await aParcel(edits(501));
		const { sealed } = part(parcel);
		const bytes = Buffer.from(sealed, 'base64');
		for (const at of [0, 12, bytes.length >> 1, bytes.length - 1]) {
			const changed = Buffer.from(bytes);
			changed[at]! ^= 1;
			expect(await take({ ...part(parcel), sealed: changed.toString('base64') }, above)).toEqual(
				damaged
			);
		}
		for (const text of ['', 'AAAA', sealed.slice(0, 4000), parcel.parts[1]!]) {
			expect(await take({ ...part(parcel), sealed: text }, above)).toEqual(damaged);
		}
		expect(await take({ ...part(parcel, 1), index: 0 }, above)).toEqual(damaged);
		expect((await lines()).filter(({ name }) => name === 'member.edit')).toEqual([]);
	});
});

test('[S-10] one change nobody can read stops no other in the file', async () => {
	const [one, two] = edits(2);
	const odd = { ...one!, id: uuid('odd'), name: 'member.unheard' };
	expect(await take(part(await aParcel([odd, one!, two!])))).toEqual(sum(2, 1, 0));
});
