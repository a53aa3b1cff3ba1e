import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { SyncReply } from '#domain/protocol/protocol';
import { openApp } from '#server/app';
import { handleSync } from '#server/sync/handle-sync';
import { giveReceipt, readReceipt } from '#server/sync/receipt';
import { verifyLog } from '#server/sync/verify-log';
import { aMember, branch, type Device } from '../support/device';
import { copyDatabase } from '../support/postgres';
import { aPhone, round } from '../support/rounds';
import { aRequest, aServer, suiteEngine, type TestServer } from '../support/server';

const people = ['王一', '李二', '张三', '赵四', '钱五', '孙六'].map((name) => aMember(name));

let server: TestServer;
let phones: [Device, Device];
beforeEach(async () => {
	server = await aServer();
	await server.put(...people.map((member): ['member', typeof member] => ['member', member]));
	phones = [await aPhone(server, 'p1'), await aPhone(server, 'p2')];
	for (const phone of phones) await round(server, phone);
});
afterEach(async () => {
	for (const phone of phones) phone.close();
	await server.close();
});

/** Takes a copy of the database, and gives back what puts it in place without telling anybody. */
type Keep = () => Promise<() => Promise<void>>;

/** A folder restored by a tool that knows nothing of databases. */
const copiedFile: Keep = async () => {
	const copy = join(server.place.dataDir, 'copy');
	await server.app.close();
	copyFileSync(server.file, copy);
	await server.reopen();
	return async () => {
		await server.app.close();
		copyFileSync(copy, server.file);
		await server.reopen();
	};
};

/** The file is there and what stood in its write-ahead log is not: a copy of one of the two. */
const lostWal: Keep = async () => {
	await sql`pragma wal_checkpoint(truncate)`.execute(server.app.db);
	return async () => {
		const copy = join(server.place.dataDir, 'copy');
		copyFileSync(server.file, copy);
		await server.app.close();
		copyFileSync(copy, server.file);
		for (const part of ['-wal', '-shm']) rmSync(server.file + part, { force: true });
		await server.reopen();
	};
};

/** A standby that lagged, a dump, a point in time: another state of the same database. */
const copiedDatabase: Keep = async () => {
	const name = new URL(server.place.databaseUrl!).pathname.slice(1);
	await server.app.close();
	await copyDatabase(name, `${name}_copy`);
	await server.reopen();
	return async () => {
		await server.app.close();
		await copyDatabase(`${name}_copy`, name);
		await server.reopen();
	};
};

const keeps: [string, Keep][] =
	suiteEngine === 'postgresql'
		? [['PostgreSQL from a copy', copiedDatabase]]
		: [
				['the SQLite file copied back', copiedFile],
				['SQLite with its WAL lost', lostWal]
			];

/** `count` edits of as many people, from the `first` on. */
async function edit({ replica }: Device, first: number, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (const { id, name } of people.slice(first, first + count)) {
		const edits = { currentAddress: { from: '', to: `示例路${name}` } };
		const made = await replica.mutate(editMember, { id, edits });
		if (!made.ok) throw new Error(made.problem.code);
		ids.push(made.value);
	}
	return ids;
}

async function lines(): Promise<{ change_id: string; name: string }[]> {
	return server.app.db.selectFrom('change_log').select(['change_id', 'name']).execute();
}

const epochOf = async () =>
	(await server.app.db.selectFrom('clock').select('epoch').executeTakeFirstOrThrow()).epoch;

/** Every one of them stands once in the log, and both phones show what the server holds. */
async function expectAllThere(made: readonly string[]): Promise<void> {
	for (const phone of [...phones, ...phones]) await round(server, phone);
	const log = await lines();
	const counted = made.map((id) => log.filter(({ change_id }) => change_id === id).length);
	expect(counted).toEqual(made.map(() => 1));
	const addresses = new Map(
		(await server.pullAll(server.secretary(branch)))
			.filter(([table]) => table === 'member')
			.map(([, id, , row]) => [id, row?.['currentAddress']])
	);
	for (const { replica } of phones) {
		const { cursor, epoch, whole } = replica.progress;
		expect({ cursor, epoch, whole }).toEqual({
			cursor: await server.clock(),
			epoch: await epochOf(),
			whole: true
		});
		expect(replica.outbox()).toEqual([]);
		expect(replica.differing).toEqual([]);
		for (const { id } of people) {
			expect(replica.member(id)?.currentAddress ?? '').toBe(addresses.get(id) ?? '');
		}
	}
	expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
}

test.each(keeps)(
	'[S-14] a database set back without a word (%s) gets every acknowledged change again',
	async (_, keep) => {
		const setBack = await keep();
		const made = await edit(phones[0], 0, 2);
		await round(server, phones[0]);
		const before = await epochOf();
		await setBack();
		expect(await epochOf()).toBe(before);
		await round(server, phones[0]);
		expect(await epochOf()).not.toBe(before);
		await expectAllThere(made);
	}
);

test.each(keeps)(
	'[S-14] … also when others have brought its clock past the one the device knows (%s)',
	async (_, keep) => {
		const setBack = await keep();
		const made = await edit(phones[0], 0, 2);
		await round(server, phones[0]);
		await setBack();
		made.push(...(await edit(phones[1], 2, 4)));
		await round(server, phones[1]);
		expect(await server.clock()).toBeGreaterThan(phones[0].replica.progress.cursor);
		const before = await epochOf();
		await round(server, phones[0]);
		expect(await epochOf()).not.toBe(before);
		await expectAllThere(made);
	}
);

test('[S-14] what proves it begins one new epoch, however many ask at once', async () => {
	const [[, keep]] = keeps as [[string, Keep]];
	const setBack = await keep();
	await edit(phones[0], 0, 2);
	for (const phone of phones) await round(server, phone);
	await setBack();
	const other = await openApp(server.place);
	const principal = server.principal(server.secretary(branch));
	const ask = ({ replica }: Device) => {
		const { cursor, epoch, receipt } = replica.progress;
		return aRequest({ cursor, epoch, ...(receipt && { receipt }) });
	};
	const replies = await Promise.all(
		[...phones, ...phones].flatMap((phone) => [
			handleSync(server.app, ask(phone), principal),
			handleSync(other, ask(phone), principal)
		])
	);
	await other.close();
	const epoch = await epochOf();
	expect(new Set(replies.map((reply) => reply.epoch))).toEqual(new Set([epoch]));
	const noticed = (await lines()).filter(({ name }) => name === 'campus.set-back');
	expect(noticed).toHaveLength(1);
});

test('[S-14] a made-up cursor or receipt proves nothing: it begins no epoch and is told to its sender alone', async () => {
	const before = { epoch: await epochOf(), clock: await server.clock(), log: await lines() };
	const { cursor, epoch, receipt } = phones[0].replica.progress;
	const [of, at, hash, seal] = receipt!.proof.split('~') as [string, string, string, string];
	const proofs = [
		[of, at, '0'.repeat(64), seal],
		[of, '999', hash, seal],
		[of, at, hash, `${seal.slice(1)}A`],
		[of, at, hash, ''],
		['another', at, hash, seal],
		['']
	].map((parts) => parts.join('~'));
	const forged = [
		...proofs.map((proof) => ({ at: receipt!.at, proof })),
		...proofs.map((proof) => ({ at: receipt!.at + 900, proof })),
		{ at: receipt!.at + 900, proof: receipt!.proof }
	];
	const told: (boolean | undefined)[] = [];
	for (const one of forged) {
		for (const ahead of [cursor, cursor + 900]) {
			const asked = aRequest({ cursor: ahead, epoch, receipt: one });
			told.push((await server.handle(asked, server.secretary(branch))).unknownPast);
		}
	}
	expect(told).toContain(true);
	const made = aRequest({ cursor: cursor + 900, epoch });
	expect(await server.handle(made, server.secretary(branch))).toMatchObject({ unknownPast: true });
	expect({ epoch: await epochOf(), clock: await server.clock(), log: await lines() }).toEqual(
		before
	);
	const quiet = aRequest({ cursor, epoch, receipt: receipt! });
	const reply = await server.handle(quiet, server.secretary(branch));
	expect(reply).toMatchObject({ rows: [], epoch });
	expect(reply.unknownPast).toBeUndefined();
});

test('[S-14] a receipt of another campus proves nothing here', async () => {
	const { epoch, cursor, receipt } = phones[0].replica.progress;
	const [, , hash] = receipt!.proof.split('~');
	const elsewhere = giveReceipt(server.app.receiptKey, 'another campus', {
		epoch: epoch!,
		cursor,
		seq: receipt!.at + 5,
		hash: hash!
	});
	const reply = await server.handle(
		aRequest({ cursor, epoch, receipt: elsewhere }),
		server.secretary(branch)
	);
	expect(reply).toMatchObject({ epoch, unknownPast: true });
});

test.each(['at once', 'later'])(
	'[S-14] with another key nothing is proven, and the device still offers again what it has (%s)',
	async (when) => {
		const [[, keep]] = keeps as [[string, Keep]];
		const setBack = await keep();
		const made = await edit(phones[0], 0, 2);
		await round(server, phones[0]);
		await setBack();
		const withOtherKey: TestServer = {
			...server,
			handle: (request, account) =>
				handleSync(
					{ ...server.app, receiptKey: Buffer.alloc(32, 7) },
					request,
					server.principal(account)
				)
		};
		const before = await epochOf();
		if (when === 'later') {
			made.push(...(await edit(phones[1], 2, 4)));
			await round(withOtherKey, phones[1]);
		}
		await round(withOtherKey, phones[0]);
		expect(await epochOf()).toBe(before);
		const { cursor, whole, checked } = phones[0].replica.progress;
		expect({ cursor, whole }).toEqual({ cursor: await server.clock(), whole: true });
		expect(checked).not.toBeNull();
		await expectAllThere(made);
	}
);

test('[S-11] a device that brings no receipt, and a server that gives none, exchange as before', async () => {
	const { cursor, epoch } = phones[0].replica.progress;
	const reply = await server.handle(aRequest({ cursor, epoch }), server.secretary(branch));
	expect(reply.unknownPast).toBeUndefined();
	const silent: TestServer = {
		...server,
		async handle(request, account) {
			const { receipt: _, ...rest } = await server.handle(request, account);
			return rest as SyncReply;
		}
	};
	const made = await edit(phones[1], 0, 2);
	await round(silent, phones[1]);
	await expectAllThere(made);
});

test('[S-14] a receipt reads back as it was given, and whatever is changed in it is seen', () => {
	const key = Buffer.alloc(32, 1);
	const position = fc.record({
		epoch: fc.uuid(),
		cursor: fc.nat(),
		seq: fc.nat(),
		hash: fc.stringMatching(/^[0-9a-f]{64}$/)
	});
	fc.assert(
		fc.property(position, position, fc.uuid(), (one, other, campus) => {
			const given = giveReceipt(key, campus, one);
			expect(readReceipt(key, campus, given)).toEqual({ ...one, isGenuine: true });
			expect(readReceipt(Buffer.alloc(32, 2), campus, given)?.isGenuine).toBe(false);
			expect(readReceipt(key, `${campus}x`, given)?.isGenuine).toBe(false);
			const seal = given.proof.split('~').at(-1)!;
			for (const part of ['epoch', 'cursor', 'seq', 'hash'] as const) {
				if (one[part] === other[part]) continue;
				const mixed = { ...one, [part]: other[part] };
				const proof = [mixed.epoch, mixed.cursor, mixed.hash, seal].join('~');
				expect(readReceipt(key, campus, { at: mixed.seq, proof })?.isGenuine).toBe(false);
			}
		})
	);
});
