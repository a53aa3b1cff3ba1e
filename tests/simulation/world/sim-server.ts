import type { KyselyPlugin, QueryResult, RootOperationNode, UnknownRow } from 'kysely';
import type { HandIn } from '#domain/account/parcel';
import { takeParcel, type Taken } from '#server/account/take-parcel';
import { openApp, type App } from '#server/app';
import { beginNewEpoch } from '#server/backup/new-epoch';
import { transact } from '#server/db/transact';
import { endSessionsOf, findSession, startSession } from '#server/session/session';
import { syncText } from '#server/sync/handle-sync';
import { readRequest } from '#server/sync/read-request';
import type { Principal } from '#server/sync/principal';
import type { AccountInfo } from '#store/disk/account-info';
import { time } from '../ports/time';
import type { Shelf } from './shelf';
import { ESCROW_KEY, type Template } from './template';

/** What goes back over the wire. */
export interface SimReply {
	status: number;
	headers: Record<string, string>;
	text: string;
}

export function jsonReply(status: number, value: unknown, headers = {}): SimReply {
	const type = { 'content-type': 'application/json; charset=utf-8' };
	return { status, headers: { ...type, ...headers }, text: JSON.stringify(value) };
}

/** What strikes the server while it works on a request. */
export type Strike =
	/** The process dies at this statement, with all that is not committed. */
	| { kind: 'dies'; statement: number }
	/** The database refuses this statement: disk full, busy. */
	| { kind: 'fails'; statement: number }
	/** The log refuses its line. */
	| { kind: 'log-fails' };

class Died extends Error {}
class Refused extends Error {}

/** Looks at every statement of a request on its way to the database. */
class Statements implements KyselyPlugin {
	strike: Strike | undefined;
	onDeath: (() => void) | undefined;
	#seen = 0;

	begin(strike: Strike | undefined): void {
		this.strike = strike;
		this.#seen = 0;
	}

	transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
		const { strike } = this;
		if (!strike) return node;
		if (strike.kind === 'log-fails') {
			if (node.kind !== 'InsertQueryNode' || !JSON.stringify(node.into).includes('change_log')) {
				return node;
			}
		} else if (this.#seen++ !== strike.statement) return node;
		this.strike = undefined;
		if (strike.kind !== 'dies') throw new Refused('the database refuses');
		this.onDeath?.();
		throw new Died('the server is gone');
	}

	async transformResult({
		result
	}: {
		result: QueryResult<UnknownRow>;
	}): Promise<QueryResult<UnknownRow>> {
		return result;
	}
}

/** The real server over a real database, without HTTP. It may die at any statement and come back. */
export class SimServer {
	readonly campus: string;
	readonly #template: Template;
	readonly #statements = new Statements();
	#held: Shelf | undefined;
	#app: App | undefined;
	pageRows: number;
	skew = 0;
	/** Its clock was ahead by longer than acknowledged changes are kept. */
	hasLeapt = false;
	/** Told the clock after every commit. */
	onMove: ((clock: number) => void) | undefined;
	/** Where the clock stood when it was last told: what no cursor may be ahead of. */
	told = 0;
	#dead = false;

	constructor(template: Template, pageRows: number) {
		this.#template = template;
		this.campus = template.campus.orgs[0]!.id;
		this.pageRows = pageRows;
	}

	get app(): App {
		if (!this.#app) throw new Error('the server is down');
		return this.#app;
	}

	get #shelf(): Shelf {
		if (!this.#held) throw new Error('the server has not started');
		return this.#held;
	}

	async start(): Promise<void> {
		this.#held = await this.#template.shelf();
		await this.#open();
		this.told = await this.clock();
	}

	async #open(): Promise<void> {
		const opened = await openApp({
			...this.#shelf.place,
			escrowKey: ESCROW_KEY,
			clockIsRight: true,
			now: () => new Date(time() + this.skew),
			pageRows: this.pageRows
		});
		const db = opened.db.withPlugin(this.#statements);
		this.#app = { ...opened, db };
		const tell = (clock: number) => {
			this.told = clock;
			this.onMove?.(clock);
		};
		opened.bus.listen(this.campus, {
			account: '',
			device: '',
			tell,
			end: () => undefined,
			recheck: () => undefined
		});
		// A start with a clock that was set back writes a line of its own.
		this.told = await this.clock();
	}

	async restart(): Promise<void> {
		await this.app.close();
		await this.#open();
	}

	/** One request as the endpoint answers it; undefined when the server died over it. */
	async answer(token: string, body: string, strike?: Strike): Promise<SimReply | undefined> {
		const reply = await this.#struck(() => this.#handle(token, body), strike);
		return reply === 'refused' ? jsonReply(500, { code: 'server.error' }) : reply;
	}

	/** A part of a carried file, as the endpoint takes it; undefined when the server died over it. */
	async take(carrier: Principal, part: HandIn, strike?: Strike): Promise<Taken | undefined> {
		const taken = await this.#struck(() => takeParcel(this.app, carrier, part), strike);
		return taken === 'refused' ? undefined : taken;
	}

	principal({ account, kind, orgId, deviceId }: AccountInfo): Principal {
		return { account, kind, orgId, campus: this.campus, device: deviceId };
	}

	async #struck<T>(work: () => Promise<T>, strike?: Strike): Promise<T | 'refused' | undefined> {
		this.#statements.begin(strike);
		this.#statements.onDeath = () => this.#die();
		try {
			return await work();
		} catch (error) {
			if (error instanceof Died || this.#dead) return undefined;
			if (!(error instanceof Refused)) throw error;
			return 'refused';
		} finally {
			this.#statements.begin(undefined);
			if (this.#dead) await this.#rise();
		}
	}

	async #handle(token: string, body: string): Promise<SimReply> {
		const signedIn = await findSession(this.app, token);
		if (!signedIn) return jsonReply(401, { code: 'session.missing' });
		let data: unknown;
		try {
			data = JSON.parse(body);
		} catch {
			return jsonReply(422, { code: 'request.malformed' });
		}
		const asked = readRequest(data);
		if (!asked.ok) return jsonReply(asked.response.status, { code: 'request.malformed' });
		if (asked.data.device !== signedIn.device) return jsonReply(401, { code: 'session.missing' });
		const text = await syncText(this.app, asked.data, signedIn);
		return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, text };
	}

	#die(): void {
		this.#shelf.die();
		this.#dead = true;
	}

	async #rise(): Promise<void> {
		await this.app.close();
		this.#dead = false;
		await this.#open();
	}

	async clock(): Promise<number> {
		const { value } = await this.app.db
			.selectFrom('clock')
			.select('value')
			.executeTakeFirstOrThrow();
		return value;
	}

	async signIn(account: string, device: string): Promise<string> {
		return startSession(
			this.app.db,
			{ account, device, generation: await this.#generation(account) },
			this.app.now()
		);
	}

	async endSessions(account: string): Promise<void> {
		await this.app.db.transaction().execute((trx) => endSessionsOf(trx, account));
	}

	async #generation(account: string): Promise<number> {
		const { generation } = await this.app.db
			.selectFrom('account')
			.select('generation')
			.where('name', '=', account)
			.executeTakeFirstOrThrow();
		return generation;
	}

	get hasBackup(): boolean {
		return this.#shelf.hasBackup;
	}

	async backup(): Promise<void> {
		await this.app.close();
		await this.#shelf.backup();
		await this.#open();
	}

	/** An earlier copy takes the place of what was there; its clock values mean something else now (S-14). */
	async restore(): Promise<void> {
		await this.setBack();
		const { app } = this;
		const at = app.now().toISOString();
		const copy = { takenAt: at, sha256: '' };
		await transact(app.db, (trx) => beginNewEpoch(trx, copy, at));
		this.told = await this.clock();
	}

	/** The same, by somebody who only knows of files: nothing in the database says so. */
	async setBack(): Promise<void> {
		await this.app.close();
		await this.#shelf.restore();
		await this.#open();
		this.told = await this.clock();
	}

	async stop(): Promise<void> {
		await this.#app?.close();
		await this.#held?.remove();
	}
}
