import { expect } from 'vitest';
import type { SyncRequest } from '#domain/protocol/protocol';
import { syncOnce } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';
import { branch, Device, secretary, uuid } from './device';
import type { TestServer } from './server';

/** A phone of the branch, with the device’s own engine. */
export async function aPhone(server: TestServer, name: string): Promise<Device> {
	const account = { ...secretary, account: server.secretary(branch), deviceId: uuid(name) };
	return Device.new({ account });
}

/** One round of it with the real server. */
export async function round(server: TestServer, { replica }: Device): Promise<void> {
	const wire = new Wire(async (_path, init) => {
		const request = JSON.parse(String(init.body)) as SyncRequest;
		const reply = await server.handle(request, replica.account.account);
		return new Response(JSON.stringify(reply), { headers: { 'content-type': 'application/json' } });
	});
	expect(await syncOnce(replica, wire)).toEqual({ kind: 'done' });
}
