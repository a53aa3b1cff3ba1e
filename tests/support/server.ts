import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Change } from '#domain/protocol/change';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import { PROTOCOL, type SyncReply, type SyncRequest } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import type { Rows, Table } from '#domain/model/tables';
import { openApp, type App } from '#server/app';
import { databaseFile, type Engine } from '#server/db/connect';
import { hashPassword } from '#server/session/password';
import { signIn, type SignInResult } from '#server/session/sign-in';
import { openCampus } from '#server/setup/open-campus';
import { acceptAll } from '#server/sync/accept';
import { handleSync } from '#server/sync/handle-sync';
import type { Principal } from '#server/sync/principal';
import { campus as smallCampus, uuid } from './device';
import { aDatabase, type Cluster } from './postgres';

/**
 * The real server in this process, no HTTP: on a SQLite file in a folder of its own, or on an empty
 * database of the PostgreSQL that `startPostgres()` (or Vitest’s project `postgresql`) started.
 *
 * For tests of the device’s side (two devices, reorder, cut replies):
 * - `await aServer()` has the organisations of tests/support/device.ts; `orgs` brings others, root first;
 * - `server.handle(request, account)` is one exchange, judged as that account. An account is its
 *   letter and the organisation’s **code** (`server.secretary(org)`, `server.organiser(org)`);
 * - `await server.account(name, password)` makes the account, `server.signIn(name, password)` signs in;
 * - `server.put([table, row], …)` brings rows without asking any rule, one clock value for all of them;
 * - `server.reopen()` closes and opens the same database, as a restart does;
 * - `server.place` opens it once more, as a second server would (PostgreSQL) or a command does;
 * - `server.app` is what endpoints get; `server.clock()` the campus clock; `await server.close()` at the end.
 */
export interface TestServer {
	readonly app: App;
	readonly engine: Engine;
	/** For `openApp`, `connect` and the environment of a process: `DATA_DIR`, `DATABASE_URL`. */
	readonly place: { dataDir: string; databaseUrl?: string };
	/** The database file; on PostgreSQL there is none. */
	readonly file: string;
	readonly campus: string;
	secretary(org: Org): string;
	organiser(org: Org): string;
	principal(account: string): Principal;
	handle(request: SyncRequest, account: string): Promise<SyncReply>;
	/** Pushes these changes from an empty device; the reply’s page is the first one. */
	push(account: string, ...changes: Change[]): Promise<SyncReply>;
	/** Everything the account sees, page by page. */
	pullAll(account: string): Promise<SyncReply['rows']>;
	account(name: string, password: string, mustChange?: boolean): Promise<void>;
	signIn(name: string, password: string, from?: Partial<From>): Promise<SignInResult>;
	put(...rows: { [T in Table]: [T, Rows[T]] }[Table][]): Promise<void>;
	clock(): Promise<number>;
	reopen(): Promise<void>;
	close(): Promise<void>;
}

interface From {
	device: string;
	address: string;
}

export interface ServerOptions {
	orgs?: readonly Org[];
	pageRows?: number;
	now?: () => Date;
	/** Where it is not given, the engine of the suite that runs. */
	engine?: Engine;
	/** ESCROW_KEY; a file in the data folder otherwise. */
	escrowKey?: string;
	/** A PostgreSQL of the test’s own. */
	cluster?: Cluster;
}

export const suiteEngine: Engine =
	process.env['TEST_ENGINE'] === 'postgresql' ? 'postgresql' : 'sqlite';

/**
 * A folder for data, and on PostgreSQL an empty database instead of the file in it; `cluster` is one
 * of the test’s own.
 */
export async function aPlace(
	engine: Engine = suiteEngine,
	cluster?: Cluster
): Promise<{ place: { dataDir: string; databaseUrl?: string }; remove(): Promise<void> }> {
	const dataDir = mkdtempSync(join(tmpdir(), 'branchbook-server-'));
	const administrator = cluster?.url('postgres');
	const database =
		engine === 'postgresql' ? await aDatabase('template1', administrator) : undefined;
	return {
		place: database ? { dataDir, databaseUrl: database.url } : { dataDir },
		async remove() {
			await database?.drop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

const putRows = defineMutation({
	name: 'test.put',
	args: z.strictObject({ rows: z.array(z.tuple([z.string(), z.looseObject({ id: z.string() })])) }),
	async run(tx, { rows }) {
		for (const [table, row] of rows) tx.put(table as Table, row as never);
	}
});
const onlyPut = new Map([[putRows.name, putRows as unknown as Mutation]]);

export async function aServer(options: ServerOptions = {}): Promise<TestServer> {
	const { orgs = smallCampus, engine = suiteEngine, cluster, ...open } = options;
	const { place, remove } = await aPlace(engine, cluster);
	const root = orgs[0]!;
	let app = await openApp({ ...place, ...open });
	let serial = 0;

	const system: Principal = {
		account: 'system',
		kind: 'a',
		orgId: root.id,
		campus: root.id,
		device: 'server'
	};
	const server: TestServer = {
		get app() {
			return app;
		},
		engine,
		place,
		file: databaseFile(place.dataDir),
		campus: root.id,
		secretary: (org) => `u${org.code}`,
		organiser: (org) => `a${org.code}`,
		principal(account) {
			const org = orgs.find(({ code }) => code === account.slice(1));
			if (!org) throw new Error(`no organisation of account ${account}`);
			const kind = account.startsWith('a') ? 'a' : 'u';
			return { account, kind, orgId: org.id, campus: root.id, device: uuid(`dev${org.code}`) };
		},
		handle: (request, account) => handleSync(app, request, server.principal(account)),
		push: (account, ...changes) => server.handle(aRequest({ changes }), account),
		async pullAll(account) {
			const rows: SyncReply['rows'] = [];
			for (let from: Pick<SyncRequest, 'cursor' | 'epoch'> = { cursor: 0, epoch: null }; ;) {
				const reply = await server.handle(aRequest(from), account);
				rows.push(...reply.rows);
				if (!reply.more) return rows;
				from = { cursor: reply.cursor, epoch: reply.epoch };
			}
		},
		async account(name, password, mustChange = false) {
			const org = orgs.find(({ code }) => code === name.slice(1))!;
			const row = {
				name,
				campus: root.id,
				org_id: org.id,
				kind: name.slice(0, 1),
				password_hash: await hashPassword(password),
				must_change: mustChange ? 1 : 0,
				last_sign_in: null,
				previous_hashes: '[]'
			};
			await app.db.insertInto('account').values(row).execute();
		},
		signIn(account, password, { device = uuid('phone'), address = '192.0.2.1' } = {}) {
			const credentials = {
				account,
				password,
				device: { id: device, name: '一部手机', secret: secretOf(device) }
			};
			return signIn(app, credentials, address);
		},
		async put(...rows) {
			const at = app.now().toISOString();
			const change = { id: uuid(`put${++serial}`), name: putRows.name, args: { rows }, at };
			const { verdicts, defects } = await app.db
				.transaction()
				.execute((trx) => acceptAll(trx, system, [change], at, onlyPut));
			if (verdicts[0]?.verdict !== 'applied') {
				throw new Error(JSON.stringify(verdicts), { cause: defects[0] });
			}
		},
		async clock() {
			const row = await app.db.selectFrom('clock').select('value').executeTakeFirstOrThrow();
			return row.value;
		},
		async reopen() {
			await app.close();
			app = await openApp({ ...place, ...open });
		},
		async close() {
			await app.close();
			await remove();
		}
	};
	const { id, code, fullName, shortName } = root;
	await app.db
		.transaction()
		.execute((trx) => openCampus(trx, { id, code, fullName, shortName }, app.now().toISOString()));
	await server.put(...orgs.map((org): ['org', Org] => ['org', org]));
	return server;
}

/** What proves a test’s device: 256 bits that follow from its id. */
export function secretOf(device: string): string {
	return createHash('sha256').update(device).digest('base64url');
}

/** A request of an empty device; what is given replaces its part. */
export function aRequest(parts: Partial<SyncRequest> = {}): SyncRequest {
	return {
		protocol: PROTOCOL,
		device: uuid('any'),
		cursor: 0,
		epoch: null,
		changes: [],
		...parts
	};
}
