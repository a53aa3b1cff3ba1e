import type { Parcel } from '#domain/account/parcel';
import type { BranchStore } from '#store/disk/db';
import { localIso } from '#store/disk/local-time';
import { sealParcel } from '#store/couriers/parcel';
import type { Replica } from '#store/replica/replica';
import { Carrier } from '#sync/couriers/carrier';
import { PhotoQueue } from '#sync/couriers/photo-queue';
import type { Environment } from '#sync/loop/environment';
import { SyncLoop } from '#sync/loop/sync-loop';
import type { Outcome } from '#sync/loop/sync-once';
import type { Wire } from '#sync/loop/wire';

export interface OpenPorts {
	db: BranchStore;
	key: CryptoKey;
	replica: Replica;
	wire: Wire;
	environment: Environment;
	/** Told of the end of every round of exchange. */
	ended: (outcome: Outcome) => void;
}

/** Milliseconds until what a full disk refused is tried again. */
const LATER = 10_000;

/** Everything that works with a vault from its opening until its memory is forgotten. */
export class OpenVault {
	readonly key: CryptoKey;
	readonly replica: Replica;
	readonly sync: SyncLoop;
	/** The bytes of photos, on their own way behind the records. */
	readonly photos: PhotoQueue;
	/** Files of other devices that are handed in from here. */
	readonly carrier: Carrier;
	readonly #environment: Environment;
	#cancel: (() => void) | undefined;
	#isStarted = false;

	constructor({ db, key, replica, wire, environment, ended }: OpenPorts) {
		this.key = key;
		this.replica = replica;
		this.sync = new SyncLoop(replica, wire, environment);
		this.photos = new PhotoQueue(replica, wire, environment);
		this.#environment = environment;
		this.carrier = new Carrier({ db, wire, now: () => this.#now() });
		this.sync.onOutcome = (outcome) => {
			if (outcome.kind === 'done') this.photos.wake();
			ended(outcome);
		};
	}

	#now(): Date {
		return new Date(this.#environment.now());
	}

	/** Runs `work` a while from now, unless everything is closed before. */
	later(work: () => void): void {
		this.#cancel?.();
		this.#cancel = this.#environment.after(LATER, work);
	}

	/** Exchanges with the server from now on; once begun, at once. */
	exchange(): void {
		if (this.#isStarted) this.sync.now();
		else this.sync.start();
		this.#isStarted = true;
	}

	/** Every waiting change in one sealed file. */
	parcel(): Promise<Parcel> {
		const { replica, key } = this;
		const changes = replica.pending(Number.POSITIVE_INFINITY);
		return sealParcel(changes, { key, account: replica.account, made: localIso(this.#now()) });
	}

	close(): void {
		this.#cancel?.();
		for (const part of [this.carrier, this.replica]) part.close();
		for (const part of [this.sync, this.photos]) part.stop();
	}

	/** Resolves when nothing more will be written. */
	async drained(): Promise<void> {
		for (const part of [this.sync, this.photos, this.replica, this.carrier]) await part.settled();
	}
}
