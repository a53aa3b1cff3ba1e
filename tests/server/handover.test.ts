import { createCipheriv, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEVICE_SECRET } from '#domain/account/device';
import type { HandoverList, HandoverPage } from '#domain/account/handover';
import { sealedPlace } from '#domain/account/rescue';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Change } from '#domain/protocol/change';
import { takeParcel } from '#server/account/take-parcel';
import { drainLimits } from '#server/http/drain';
import { deposit } from '#server/session/escrow';
import { findSession } from '#server/session/session';
import { verifyLog } from '#server/sync/verify-log';
import { sealParcel } from '#store/couriers/parcel';
import { Caller } from '../support/api';
import { aMember, branch, campus, faculty, otherBranch, root, uuid } from '../support/device';
import { aServer, secretOf, type TestServer } from '../support/server';

/** What a revoked device may still do, and who decides on it: over the real routes (V-5). */
const PASSWORD = 'Harbour-lights-27-quiet';
const ROOT_CODE = '990000000001';
const orgs = campus.map((org) => (org === root ? { ...root, code: ROOT_CODE } : org));
const account = `u${branch.code}`;
const committee = `a${faculty.code}`;
const phone = uuid('phone');
const RAW = Buffer.alloc(32, 9);
const wang = aMember('王一', { remark: '' });

let clock: number;
let server: TestServer;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 24, 6);
	server = await aServer({ orgs, now: () => new Date(clock) });
	for (const name of [account, `u${otherBranch.code}`, committee, `a${ROOT_CODE}`]) {
		await server.account(name, PASSWORD);
	}
	await server.put(['member', wang]);
});
afterEach(() => server.close());

async function callerOf(name: string, device = uuid(`desk-${name}`)): Promise<Caller> {
	const caller = new Caller(server);
	expect(await caller.signIn(name, PASSWORD, device)).toBe(200);
	return caller;
}

/** The phone enrolled, with its key in escrow or not, and revoked. */
async function revokedPhone(escrowed = true, name = account): Promise<void> {
	const result = await server.signIn(name, PASSWORD, { device: phone });
	if (result.kind !== 'in') throw new Error(result.kind);
	const here = (await findSession(server.app, result.token))!;
	if (escrowed) expect(await deposit(server.app, here, RAW.toString('base64'))).toBe(true);
	const revoked_at = server.app.now().toISOString();
	await server.app.db.updateTable('device').set({ revoked_at }).where('id', '=', phone).execute();
}

function edits(count: number, from = 0): Change[] {
	return Array.from({ length: count }, (_, n) => ({
		id: uuid(`c${from + n}`),
		name: editMember.name,
		args: {
			id: wang.id,
			edits: { remark: { from: from + n ? `改${from + n}` : '', to: `改${from + n + 1}` } }
		},
		at: '2026-11-24T14:02:00.000+08:00'
	}));
}

function sealed(changes: Change[], { key = RAW, id = '1', name = account } = {}) {
	return sealedAs('journal', { changes }, id, key, name);
}

function sealedAs(table: string, value: unknown, id: string, key = RAW, name = account) {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, iv);
	cipher.setAAD(Buffer.from(sealedPlace(name, table, id)));
	const text = Buffer.from(JSON.stringify(value));
	const bytes = Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
	return { id, sealed: bytes.toString('base64') };
}

function handOver(
	changes: Change[],
	more: {
		last?: boolean;
		key?: Buffer<ArrayBuffer>;
		password?: string;
		name?: string;
		id?: string;
	} = {}
): Promise<Response> {
	const { last = true, key = RAW, password, name = account, id = '1' } = more;
	const body = {
		device: phone,
		entries: [sealed(changes, { key, name, id })],
		last,
		...(password !== undefined && { key: key.toString('base64'), password })
	};
	const proof = { [DEVICE_SECRET]: secretOf(phone) };
	return new Caller(server).json('POST', '/api/device/rescue', body, proof);
}

const told = async (response: Response) => {
	const body = (await response.json()) as { code?: string; held?: number };
	return [response.status, body.code ?? body.held ?? 0];
};

const remarkOf = async () => {
	const rows = await server.pullAll(account);
	return rows.find(([, id]) => id === wang.id)?.[3]?.['remark'] ?? '';
};
const held = () => server.app.db.selectFrom('handover').selectAll().orderBy('position').execute();
const logged = () =>
	server.app.db
		.selectFrom('change_log')
		.select(['name', 'account', 'device', 'verdict', 'args'])
		.where('account', '<>', 'system')
		.orderBy('seq')
		.execute();

async function decide(caller: Caller, decision: 'release' | 'decline', password = PASSWORD) {
	const response = await caller.json('POST', '/api/handovers', {
		device: phone,
		decision,
		password
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('[V-5] a revoked device writes nothing by itself', () => {
	test('[V-7] what was typed and never saved reaches the committee to be read, and no record ever', async () => {
		await revokedPhone();
		const draft = {
			key: `member:${wang.id}`,
			title: '党员信息维护 · 王一',
			href: `/members/${wang.id}/basic`,
			typed: '2026-11-24T14:02:00.000+08:00',
			lines: [{ label: '备注信息', text: '打到一半' }],
			payload: { edits: { remark: { from: '', to: '打到一半' } } }
		};
		const proof = { [DEVICE_SECRET]: secretOf(phone) };
		const drafts = [sealedAs('draft', draft, 'd1')];
		const body = { device: phone, entries: [], drafts, last: true };
		const answer = await new Caller(server).json('POST', '/api/device/rescue', body, proof);
		expect(await answer.json()).toMatchObject({ held: 0, drafts: 1, unreadable: 0 });
		const above = await callerOf(committee);
		const reply = await above.json('GET', `/api/handovers?device=${phone}`);
		const page = (await reply.json()) as HandoverPage;
		expect(page.handover.drafts).toBe(1);
		expect(page.drafts).toMatchObject([
			{ title: draft.title, typed: draft.typed, lines: draft.lines }
		]);
		await decide(above, 'release');
		expect(await remarkOf()).toBe('');
		const beside = await callerOf(`u${otherBranch.code}`);
		expect((await beside.json('GET', `/api/handovers?device=${phone}`)).status).toBe(404);
	});

	test('what it hands over lies apart; released it is its account’s own, by the ordinary judge', async () => {
		await revokedPhone();
		const changes = [
			...edits(2),
			{ ...edits(1)[0]!, id: uuid('bad'), args: { id: uuid('nobody') } }
		];
		expect(await told(await handOver(changes))).toEqual([200, 3]);
		expect(await remarkOf()).toBe('');
		expect(await logged()).toEqual([]);

		const above = await callerOf(committee);
		const { handovers } = (await (
			await above.json('GET', '/api/handovers')
		).json()) as HandoverList;
		expect(handovers).toMatchObject([
			{ account, orgId: branch.id, device: phone, deviceName: '一部手机', changes: { waiting: 3 } }
		]);
		const shown = (await (
			await above.json('GET', `/api/handovers?device=${phone}`)
		).json()) as HandoverPage;
		expect(shown.changes.map(({ change }) => change)).toEqual(changes);

		expect((await decide(above, 'release')).body).toMatchObject({
			applied: 2,
			refused: 1,
			left: 0
		});
		expect(await remarkOf()).toBe('改2');
		const lines = await logged();
		expect(lines.map((line) => [line.name, line.account, line.verdict])).toEqual([
			[editMember.name, account, 'applied'],
			[editMember.name, account, 'applied'],
			[editMember.name, account, 'refused'],
			['handover.release', committee, 'applied']
		]);
		expect(lines[0]!.device).toBe(phone);
		expect(JSON.parse(lines[3]!.args)).toMatchObject({ account, device: phone, count: 3 });
		expect((await held()).map(({ state }) => state)).toEqual(['applied', 'applied', 'refused']);
		expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
	});

	test('declined it is kept, and can be released after all', async () => {
		await revokedPhone();
		await handOver(edits(2));
		const above = await callerOf(committee);
		expect((await decide(above, 'decline')).body).toMatchObject({ declined: 2 });
		expect(await remarkOf()).toBe('');
		expect((await held()).map(({ state, content }) => [state, JSON.parse(content)])).toEqual(
			edits(2).map((change) => ['declined', change])
		);
		const [line] = await logged();
		expect([line!.name, JSON.parse(line!.args)]).toEqual([
			'handover.decline',
			expect.objectContaining({ account, device: phone, count: 2, digest: expect.any(String) })
		]);
		expect((await decide(above, 'release')).body).toMatchObject({ applied: 2 });
		expect(await remarkOf()).toBe('改2');
	});

	test('the first complete hand-over closes it; a piece that comes again adds nothing', async () => {
		await revokedPhone();
		expect(await told(await handOver(edits(2), { last: false }))).toEqual([200, 2]);
		expect(await told(await handOver(edits(2), { last: false }))).toEqual([200, 0]);
		expect(await told(await handOver(edits(1, 2), { id: '2' }))).toEqual([200, 1]);
		expect(await told(await handOver(edits(1, 3), { id: '3' }))).toEqual([200, 0]);
		expect(await held()).toHaveLength(3);
		const { escrow } = await server.app.db
			.selectFrom('device')
			.select('escrow')
			.where('id', '=', phone)
			.executeTakeFirstOrThrow();
		expect(escrow).toBeNull();
	});

	test('what it had sent before its revocation is not handed over once more', async () => {
		await server.push(account, ...edits(1));
		await revokedPhone();
		expect(await told(await handOver(edits(2)))).toEqual([200, 1]);
	});

	test('a key it draws itself opens nothing without the account’s password', async () => {
		await revokedPhone(false);
		const own = Buffer.alloc(32, 3);
		expect(await told(await handOver(edits(1), { key: own }))).toEqual([401, 'session.refused']);
		const wrong = await handOver(edits(1), { key: own, password: 'no' });
		expect(await told(wrong)).toEqual([401, 'session.refused']);
		expect(await held()).toEqual([]);
		const right = await handOver(edits(1), { key: own, password: PASSWORD });
		expect(await told(right)).toEqual([200, 1]);
	});

	test('after revocation, lock and reset it writes nothing, however often it tries', async () => {
		await revokedPhone(false);
		const above = await callerOf(committee);
		await above.json('POST', '/api/accounts/lock', { account, locked: true, password: PASSWORD });
		await above.json('POST', '/api/accounts/reset', { account, password: PASSWORD });
		const before = await server.clock();
		for (let n = 0; n < 5; n++) {
			const response = await handOver(edits(1, n), { last: false, password: PASSWORD });
			expect([401, 403]).toContain(response.status);
		}
		expect(await held()).toEqual([]);
		expect(await server.clock()).toBe(before);
	});

	test('a locked account hands nothing over, with the key in escrow neither', async () => {
		await revokedPhone();
		await server.app.db
			.updateTable('account')
			.set({ locked: 1 })
			.where('name', '=', account)
			.execute();
		expect(await told(await handOver(edits(1)))).toEqual([403, 'account.locked']);
		expect(await held()).toEqual([]);
		await server.app.db.updateTable('account').set({ locked: 0 }).execute();
		expect(await told(await handOver(edits(1)))).toEqual([200, 1]);
	});

	test('nobody’s body is read before a secret has said whose it is', async () => {
		await revokedPhone();
		let pulled = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				pulled += 1;
				controller.enqueue(new Uint8Array(1024));
			}
		});
		const response = await new Caller(server).fetch('/api/device/rescue', {
			method: 'POST',
			headers: { 'content-type': 'application/json', [DEVICE_SECRET]: secretOf(uuid('x')) },
			body: endless,
			duplex: 'half'
		} as RequestInit);
		// Refused by the secret, not by the body; what keeps coming is thrown away, within bounds.
		expect(response.status).toBe(401);
		expect(pulled * 1024).toBeLessThanOrEqual(drainLimits.bytes + 64 * 1024);
		const unreadable = await new Caller(server).fetch('/api/device/rescue', {
			method: 'POST',
			headers: { 'content-type': 'application/json', [DEVICE_SECRET]: secretOf(uuid('x')) },
			body: '{{{'
		});
		expect(unreadable.status).toBe(401);
	});

	test('a file of its changes, brought by somebody else, waits for the committee too', async () => {
		await revokedPhone();
		const key = await crypto.subtle.importKey('raw', RAW, 'AES-GCM', false, ['encrypt']);
		const made = '2026-11-24T14:02:00.000+08:00';
		const author = { account, kind: 'u' as const, orgId: branch.id, orgName: 'x', deviceId: phone };
		const { header, parts } = await sealParcel(edits(2), { key, account: author, made });
		const result = await server.signIn(`u${otherBranch.code}`, PASSWORD, { device: uuid('o') });
		if (result.kind !== 'in') throw new Error(result.kind);
		const carrier = (await findSession(server.app, result.token))!;
		const taken = await takeParcel(server.app, carrier, { header, index: 0, sealed: parts[0]! });
		expect(taken).toEqual({
			ok: true,
			value: { applied: 0, refused: 0, known: 0, unjudged: 0, held: 2 }
		});
		expect(await remarkOf()).toBe('');
		expect(await held()).toHaveLength(2);
	});
});

describe('who decides', () => {
	test('a committee above and nobody else; missing and foreign are one answer', async () => {
		await revokedPhone();
		await handOver(edits(1));
		for (const name of [account, `u${otherBranch.code}`]) {
			const caller = await callerOf(name);
			expect(await (await caller.json('GET', '/api/handovers')).json()).toEqual({ handovers: [] });
			expect((await caller.json('GET', `/api/handovers?device=${phone}`)).status).toBe(404);
			expect(await decide(caller, 'release')).toMatchObject({ status: 404 });
		}
		const above = await callerOf(committee);
		expect((await above.json('GET', `/api/handovers?device=${uuid('none')}`)).status).toBe(404);
		expect(await decide(above, 'release', 'no')).toMatchObject({ status: 401 });
		expect((await held()).map(({ state }) => state)).toEqual(['waiting']);
		expect(await decide(await callerOf(`a${ROOT_CODE}`), 'release')).toMatchObject({ status: 200 });
	});

	test('nobody stands above the root: its own account decides from another device', async () => {
		const name = `a${ROOT_CODE}`;
		await revokedPhone(true, name);
		expect(await told(await handOver(edits(1), { name }))).toEqual([200, 1]);
		const own = await callerOf(name);
		expect(await decide(own, 'decline')).toMatchObject({ status: 200, body: { declined: 1 } });
	});
});
