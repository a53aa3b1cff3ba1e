import type { Photo } from '#domain/model/member/photo';
import { photoNamed, photosOf } from '#domain/model/member/photo';
import { PIECE_BYTES } from '#domain/picture/photo-transfer';
import { fromBase64, toBase64 } from '#store/disk/base64';
import type { Replica } from '#store/replica/replica';
import type { Answer, Failure } from '#sync/loop/post';
import { nextDelay } from '#sync/loop/schedule';
import type { Environment } from '#sync/loop/environment';
import type { Wire } from '#sync/loop/wire';

/** Photos of the scope that are fetched without anybody looking; a committee fetches what it looks at. */
const FETCHED_UNASKED = 200;
/** Pieces of one photo before it is left for the next pass; a server that moves nothing on is not asked for ever. */
const MOST_PIECES = 12;

/** Why a pass ended early: records go first, or the network or the server said no. */
type Stop = Failure | { kind: 'records' } | { kind: 'closed' };

/**
 * The bytes of photos on their own way, in the tab that syncs: after the records are exchanged, a
 * piece at a time, and it steps back as soon as a record waits. What is broken off goes on where
 * the server is; no photo leaves the device’s queue before the server has all of it.
 */
export class PhotoQueue {
	readonly #replica: Replica;
	readonly #wire: Wire;
	readonly #environment: Environment;
	readonly #stop = new AbortController();
	#pass: Promise<void> | undefined;
	#again = false;
	#failures = 0;
	#notBefore = 0;
	#cancelTimer: (() => void) | undefined;
	/** What screens are waiting for. */
	readonly #asked = new Map<string, Promise<boolean>>();

	constructor(replica: Replica, wire: Wire, environment: Environment) {
		this.#replica = replica;
		this.#wire = wire;
		this.#environment = environment;
	}

	/** Everything is exchanged; called at the end of such a round, in the tab that made it. */
	wake(): void {
		if (this.#stop.signal.aborted) return;
		if (this.#pass) {
			this.#again = true;
			return;
		}
		if (this.#environment.now() < this.#notBefore) return;
		this.#cancelTimer?.();
		this.#pass = this.#run().finally(() => {
			this.#pass = undefined;
			const again = this.#again;
			this.#again = false;
			if (again) this.wake();
		});
	}

	stop(): void {
		this.#stop.abort();
		this.#cancelTimer?.();
	}

	/** Resolves when no pass is under way. */
	async settled(): Promise<void> {
		while (this.#pass) await this.#pass;
	}

	async #run(): Promise<void> {
		try {
			const stop = (await this.#sendAll()) ?? (await this.#fetchAll());
			if (this.#stop.signal.aborted) return;
			await this.#replica.photos.prune();
			this.#wait(stop);
		} catch (error) {
			// A defect must not end the queue for good; what waits lies on the disk.
			console.error('photos not exchanged', error instanceof Error ? error.name : 'unknown');
			this.#wait({ kind: 'error' });
		}
	}

	/** With jitter; what the server asked for is honoured. The next round of records wakes it too. */
	#wait(stop: Stop | undefined): void {
		if (!stop || stop.kind === 'records' || stop.kind === 'closed') {
			this.#failures = 0;
			return;
		}
		this.#failures += 1;
		const delay = nextDelay(stop, this.#failures, false, () => this.#environment.random());
		if (delay === undefined) return;
		// The end of a round says that the network is back, not that a server is less busy.
		const isAsked = stop.kind === 'wait' || stop.kind === 'error';
		this.#notBefore = isAsked ? this.#environment.now() + delay : 0;
		this.#cancelTimer = this.#environment.after(delay, () => this.wake());
	}

	/** Whether the line is free: nothing of a record waits for it. */
	#hold(): Stop | undefined {
		if (this.#stop.signal.aborted) return { kind: 'closed' };
		return this.#replica.pending(1).length > 0 ? { kind: 'records' } : undefined;
	}

	async #sendAll(): Promise<Stop | undefined> {
		const { photos } = this.#replica;
		const epoch = this.#replica.progress.epoch ?? '';
		for (const id of await photos.notAt(epoch)) {
			const stop = this.#hold() ?? (await this.#send(id, epoch));
			// One that is not taken blocks no other (S-10); it stays and is offered in the next pass.
			if (stop && stop.kind !== 'refused') return stop;
		}
		return undefined;
	}

	/** Asks how far the server is, then sends from there. */
	async #send(id: string, epoch: string): Promise<Stop | undefined> {
		const opened = await this.#replica.photos.opened(id);
		if (!opened) return undefined;
		const { memberId, jpeg } = opened;
		let data = '';
		let offset = 0;
		for (let piece = 0; piece < MOST_PIECES; piece++) {
			const sent = { member: memberId, photo: id, offset, data };
			const answer = await this.#wire.sendPhoto(sent, this.#stop.signal);
			if (answer.kind !== 'ok') return answer;
			if (answer.value.whole) {
				await this.#replica.photos.sent(id, epoch);
				return undefined;
			}
			const stop = this.#hold();
			if (stop) return stop;
			offset = answer.value.received;
			data = toBase64(jpeg.subarray(offset, offset + PIECE_BYTES));
		}
		return { kind: 'error' };
	}

	/** The photos that show in the scope, so that they are there without a network. */
	async #fetchAll(): Promise<Stop | undefined> {
		const members = this.#replica.held().filter(({ photo }) => photo);
		if (members.length > FETCHED_UNASKED) return undefined;
		for (const { id, photo } of members) {
			if (!photo || (await this.#replica.photos.has(photo.id))) continue;
			const stop = this.#hold() ?? (await this.#fetch(id, photo));
			if (stop && stop.kind !== 'refused') return stop;
		}
		return undefined;
	}

	/** A photo that somebody looks at: from the device, else from the server; asked for once at a time. */
	load(memberId: string, photoId: string): Promise<boolean> {
		const key = `${memberId}/${photoId}`;
		const under = this.#asked.get(key);
		if (under) return under;
		const asked = this.#load(memberId, photoId).finally(() => this.#asked.delete(key));
		this.#asked.set(key, asked);
		return asked;
	}

	async #load(memberId: string, photoId: string): Promise<boolean> {
		const { photos } = this.#replica;
		if (await photos.has(photoId)) return true;
		const member = this.#replica.member(memberId);
		const photo = member && photoNamed(member, photoId);
		if (!photo || !this.#environment.online() || this.#environment.now() < this.#notBefore)
			return false;
		await this.#fetch(memberId, photo);
		return photos.has(photoId);
	}

	async #fetch(memberId: string, photo: Photo): Promise<Stop | undefined> {
		const epoch = this.#replica.progress.epoch ?? '';
		const answer: Answer<{ data: string | null }> = await this.#wire.photo(
			{ member: memberId, photo: photo.id },
			this.#stop.signal
		);
		if (answer.kind !== 'ok') return answer;
		// Not arrived from the device that made it: a later pass asks again.
		if (answer.value.data === null) return undefined;
		const jpeg = fromBase64(answer.value.data);
		// The record may have left while its photo was on the way.
		const member = this.#replica.member(memberId);
		if (!member || !photosOf(member).some(({ id }) => id === photo.id)) return undefined;
		await this.#replica.photos.keep(photo, { memberId, jpeg }, epoch);
		return undefined;
	}
}
