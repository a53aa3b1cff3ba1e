import { Digest, markOf } from '#domain/protocol/digest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seenBy } from '#domain/model/tables';
import type { Org } from '#domain/model/org/org';
import { openApp, type App } from '#server/app';
import { databaseFile } from '#server/db/connect';
import { openCampus } from '#server/setup/open-campus';
import { canonical, sha256 } from '#server/sync/canonical';
import { chained } from '#server/sync/chain';
import type { Principal } from '#server/sync/principal';
import { madeUpMembers, memberId } from './made-up-members';

const AT = '2026-11-23T08:00:00.000Z';
const DEVICE = '00000000-0000-4000-a000-000000000001';
const BRANCHES_PER_FACULTY = 30;
/** Members made at a time. */
const PORTION = 20_000;
/** Spreads neighbours in the file over far branches, as years of changes would. */
const STRIDE = 7919;

/** Root first, then faculties of 30 branches each, then the branches. */
export function campusOrgs(branches: number): { root: Org; faculties: Org[]; branches: Org[] } {
	const root = orgOf(0, '611');
	const faculties = Array.from({ length: Math.ceil(branches / BRANCHES_PER_FACULTY) }, (_, n) =>
		orgOf(1 + n, '611', root)
	);
	const first = 1 + faculties.length;
	const leaves = Array.from({ length: branches }, (_, n) =>
		orgOf(first + n, '631', faculties[Math.floor(n / BRANCHES_PER_FACULTY)])
	);
	return { root, faculties, branches: leaves };
}

function orgOf(n: number, type: string, parent?: Org): Org {
	const id = `00000000-0000-4000-9000-${n.toString(16).padStart(12, '0')}`;
	const name = `${type === '631' ? '支部' : '党委'}${n}`;
	return {
		id,
		code: `99${String(n).padStart(10, '0')}`,
		type,
		fullName: `中共示例海洋大学${name}`,
		shortName: name,
		parentId: parent?.id ?? null,
		path: `${parent?.path ?? '/'}${id}/`,
		touchedBy: ''
	};
}

/** A server’s database with a made-up campus in it, in a folder of its own. */
export interface Campus {
	app: App;
	root: Org;
	branches: Org[];
	/** Everybody’s superior, or the secretary of a branch. */
	principal(org: Org): Principal;
	close(): Promise<void>;
}

/** The real schema, filled by plain SQL: rows, sights and a chained log line for every member. */
export async function madeUpCampus(members: number, branchCount: number): Promise<Campus> {
	const dataDir = mkdtempSync(join(tmpdir(), 'branchbook-bench-'));
	const { root, faculties, branches } = campusOrgs(branchCount);
	const empty = await openApp({ dataDir });
	await empty.db.transaction().execute((trx) => openCampus(trx, root, AT));
	await empty.close();
	fill(databaseFile(dataDir), root, [...faculties, ...branches], branches, members);
	const app = await openApp({ dataDir });
	return {
		app,
		root,
		branches,
		principal: (org) => ({
			account: `${org === root ? 'a' : 'u'}${org.code}`,
			kind: org === root ? 'a' : 'u',
			orgId: org.id,
			campus: root.id,
			device: DEVICE
		}),
		async close() {
			await app.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

function fill(
	file: string,
	root: Org,
	orgs: readonly Org[],
	branches: readonly Org[],
	members: number
): void {
	const database = new DatabaseSync(file);
	database.exec(`
		pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -2000000;
		drop index sight_clock; begin;`);
	const writer = new Writer(database, root.id);
	for (const org of orgs) writer.row('org', org.id, JSON.stringify(org), seenBy(org));
	const chains = branches.map((branch) => seenBy(branch));
	for (let from = 0; from < members; from += PORTION) {
		const count = Math.min(PORTION, members - from);
		for (const member of madeUpMembers(count, [''], from)) {
			const at = (writer.rows * STRIDE) % branches.length;
			member.branchId = branches[at]!.id;
			writer.row('member', member.id, JSON.stringify(member), chains[at]!);
		}
	}
	writer.finish();
	database.exec(`commit; create index sight_clock on sight (org_id, clock); analyze;`);
	database.exec('pragma journal_mode = wal');
	database.close();
}

/** One row after the other: each with its own clock value and its line in the log. */
class Writer {
	rows = 0;
	readonly #database: DatabaseSync;
	readonly #campus: string;
	readonly #record;
	readonly #sight;
	readonly #line;
	readonly #scopes = new Map<string, { total: number; digest: Digest }>();
	#clock: number;
	#seq: number;
	#hash: string;

	constructor(database: DatabaseSync, campus: string) {
		this.#database = database;
		this.#campus = campus;
		const start = database.prepare('select value, log_seq, log_hash from clock').get()!;
		this.#clock = Number(start['value']);
		this.#seq = Number(start['log_seq']);
		this.#hash = String(start['log_hash']);
		this.#record = database.prepare(
			'insert into record (campus, id, tbl, clock, json) values (?, ?, ?, ?, ?)'
		);
		this.#sight = database.prepare(
			'insert into sight (campus, org_id, tbl, id, clock, gone) values (?, ?, ?, ?, ?, 0)'
		);
		this.#line = database.prepare(
			`insert into change_log (campus, seq, change_id, account, device, name, args, at_client,
				at_server, verdict, clock, problem, digest, prev, hash)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
		);
	}

	row(table: string, id: string, json: string, chain: readonly string[]): void {
		this.rows += 1;
		this.#clock += 1;
		this.#record.run(this.#campus, id, table, this.#clock, json);
		const mark = markOf(table, id, this.#clock);
		for (const org of chain) {
			this.#sight.run(this.#campus, org, table, id, this.#clock);
			const scope = this.#scopes.get(org) ?? { total: 0, digest: new Digest() };
			scope.total += 1;
			scope.digest.add(mark);
			this.#scopes.set(org, scope);
		}
		this.#log(id);
	}

	#log(id: string): void {
		const args = canonical({ id, edits: { homeAddress: { from: '', to: '东岭省安平市' } } });
		const open = {
			campus: this.#campus,
			seq: ++this.#seq,
			change_id: memberId(this.#seq),
			account: 'a990000000001',
			device: 'server',
			name: 'member.edit',
			args,
			at_client: AT,
			at_server: AT,
			verdict: 'applied',
			clock: this.#clock,
			problem: null,
			digest: sha256(args)
		};
		const { prev, hash } = chained(open, this.#hash);
		this.#line.run(...Object.values(open), prev, hash);
		this.#hash = hash;
	}

	finish(): void {
		const scope = this.#database.prepare(
			`insert into scope (campus, org_id, total, slices) values (?, ?, ?, ?)
			on conflict (org_id) do update set total = total + excluded.total, slices = excluded.slices`
		);
		const held = this.#database.prepare('select slices from scope where org_id = ?');
		for (const [org, { total, digest }] of this.#scopes) {
			const before = held.get(org)?.['slices'];
			if (typeof before === 'string') digest.addAll(new Digest(JSON.parse(before) as number[]));
			scope.run(this.#campus, org, total, JSON.stringify(digest.slices));
		}
		this.#database
			.prepare('update clock set value = ?, log_seq = ?, log_hash = ?')
			.run(this.#clock, this.#seq, this.#hash);
	}
}

/** The root’s device, as the page has to know it. */
export function whoseOf({ root }: Campus): { account: string; orgId: string; deviceId: string } {
	return deviceOf(root);
}

export function deviceOf(root: Org): { account: string; orgId: string; deviceId: string } {
	return { account: `a${root.code}`, orgId: root.id, deviceId: DEVICE };
}
