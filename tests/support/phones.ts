import type { Member } from '#domain/model/member/member';
import type { SyncReply, SyncRequest } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import { handleSync } from '#server/sync/handle-sync';
import type { Fetch } from '#sync/loop/post';
import { syncOnce, type Outcome } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';
import { Device } from './device';
import { aServer, type ServerOptions, type TestServer } from './server';

/** Real devices and the real server on SQLite, with nothing but HTTP left out between them. */
export class Phones {
	readonly server: TestServer;
	readonly #phones: Device[] = [];

	static async with(members: readonly Member[], options: ServerOptions = {}): Promise<Phones> {
		const phones = new Phones(await aServer(options));
		await phones.server.put(...members.map((row): ['member', Member] => ['member', row]));
		return phones;
	}

	private constructor(server: TestServer) {
		this.server = server;
	}

	/** A named device of the branch’s (`u`) or the committee’s (`a`) account, which has synced once. */
	async phone(kind: 'u' | 'a', org: Org, deviceName: string): Promise<Device> {
		const account = kind + org.code;
		const deviceId = crypto.randomUUID();
		const { db } = this.server.app;
		const known = await db.selectFrom('account').select('name').execute();
		if (!known.some(({ name }) => name === account)) {
			await this.server.account(account, 'Harbour-lights-27-quiet');
		}
		const row = { account, id: deviceId, name: deviceName, created: '', last_exchange: null };
		await db.insertInto('device').values(row).execute();
		const info = { account, kind, orgId: org.id, orgName: org.shortName, deviceId };
		const phone = await Device.new({ account: info, deviceName });
		this.#phones.push(phone);
		await this.sync(phone);
		return phone;
	}

	/** One round to the end; `meddle` sees each request and may change the reply. */
	async sync(phone: Device, meddle?: (request: SyncRequest) => void): Promise<Outcome> {
		const fetch: Fetch = async (_path, init) => {
			const request = JSON.parse(String(init.body)) as SyncRequest;
			meddle?.(request);
			return Response.json(await this.#handle(request, phone));
		};
		return syncOnce(phone.replica, new Wire(fetch));
	}

	/** Everybody, one after the other, until each has seen what the others sent. */
	async syncAll(): Promise<void> {
		for (let round = 0; round < 2; round++) {
			for (const phone of this.#phones) await this.sync(phone);
		}
	}

	#handle(request: SyncRequest, phone: Device): Promise<SyncReply> {
		const principal = { ...this.server.principal(phone.account.account), device: request.device };
		return handleSync(this.server.app, request, principal);
	}

	/** The row as the server holds it. */
	async stored(table: string, id: string): Promise<unknown> {
		const { json } = await this.server.app.db
			.selectFrom('record')
			.select('json')
			.where('tbl', '=', table)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		return JSON.parse(json);
	}

	async close(): Promise<void> {
		for (const phone of this.#phones) phone.close();
		await this.server.close();
	}
}
