import type { SyncReply, SyncRequest } from '#domain/protocol/protocol';
import type { Fetch } from '#sync/loop/post';
import { syncOnce, type Outcome } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';
import { campus, Device, secretary, uuid } from './device';
import { ModelServer } from './model-server';

/** What the network may do to one exchange. */
export const faults = ['none', 'lost', 'cut', 'twice', 'late', 'old-reply'] as const;
export type Fault = (typeof faults)[number];

/** A server, some devices of one branch, and a network with bad manners. */
export class World {
	readonly server = new ModelServer();
	readonly devices: Device[] = [];
	/** Requests that are still under way and may arrive any time later. */
	readonly #underWay: SyncRequest[] = [];
	readonly #replies = new Map<Device, { reply: SyncReply; from: number }[]>();

	static async with(devices: number): Promise<World> {
		const world = new World();
		for (const org of campus) world.server.put('org', org);
		for (let n = 0; n < devices; n++) {
			const account = { ...secretary, deviceId: uuid(`d${n}`) };
			world.devices.push(await Device.new({ account }));
		}
		await world.heal();
		return world;
	}

	close(): void {
		for (const device of this.devices) device.close();
	}

	/** One round of a device under a fault; a fault strikes its first request only. */
	async sync(device: Device, fault: Fault = 'none'): Promise<Outcome> {
		let struck = fault;
		const fetch: Fetch = async (_path, init) => {
			const request = JSON.parse(String(init.body)) as SyncRequest;
			const now = struck;
			struck = 'none';
			if (now === 'lost') throw new TypeError('lost');
			if (now === 'late') {
				this.#underWay.push(request);
				throw new TypeError('timed out');
			}
			if (now === 'twice') await this.server.sync(request, device.replica.actor);
			const reply = await this.server.sync(request, device.replica.actor);
			this.#remember(device, reply, request.cursor);
			const body = JSON.stringify(reply);
			const headers = { 'content-type': 'application/json' };
			return new Response(now === 'cut' ? body.slice(0, body.length / 2) : body, { headers });
		};
		if (fault === 'old-reply') await this.#replayReply(device);
		return syncOnce(device.replica, new Wire(fetch));
	}

	/** The oldest request under way reaches the server after all; nobody hears the answer. */
	async arrive(): Promise<void> {
		const request = this.#underWay.shift();
		if (request) await this.server.sync(request, this.devices[0]!.replica.actor);
	}

	#remember(device: Device, reply: SyncReply, from: number): void {
		const kept = this.#replies.get(device) ?? [];
		this.#replies.set(device, [...kept.slice(-3), { reply, from }]);
	}

	async #replayReply(device: Device): Promise<void> {
		const old = this.#replies.get(device)?.[0];
		if (old) await device.replica.applyReply(structuredClone(old.reply), old.from);
	}

	/** The network behaves again: everything under way arrives, and everybody syncs until quiet. */
	async heal(): Promise<number> {
		for (let n = 0; n < 50; n++) await this.arrive();
		for (let round = 1; round <= 20; round++) {
			for (const device of this.devices) await this.sync(device);
			if (this.devices.every((device) => this.#isLevel(device))) return round;
		}
		return Number.POSITIVE_INFINITY;
	}

	#isLevel({ replica }: Device): boolean {
		return replica.pending(1).length === 0 && replica.progress.cursor === this.server.clock;
	}
}
