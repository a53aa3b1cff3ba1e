import { parcelLimits, readParcel, type HandedIn, type ParcelFault } from '#domain/account/parcel';
import type { Problem } from '#domain/kernel/problem';
import {
	carriedFiles,
	dropCarried,
	idOfFile,
	keepCarried,
	settleCarried
} from '#store/couriers/carried';
import type { BranchStore, Carried } from '#store/disk/db';
import type { Failure } from '#sync/loop/post';
import { Watched } from '#sync/loop/watched';
import type { Wire } from '#sync/loop/wire';

export type { Carried } from '#store/disk/db';

/** What became of choosing a file: its id in the list, or why it was not taken. */
export type Took = { ok: true; id: string } | { ok: false; fault: ParcelFault | Problem['code'] };

export interface CarrierPorts {
	db: BranchStore;
	wire: Wire;
	now: () => Date;
}

/**
 * Files of other devices that this one hands in. They wait on the disk as they came, until the
 * server has answered; their authors keep what is in them all the while, so nothing hangs on a carrier.
 */
export class Carrier extends Watched {
	readonly #ports: CarrierPorts;
	#list: readonly Carried[] = [];
	#running: Promise<void> | undefined;
	readonly #stop = new AbortController();

	constructor(ports: CarrierPorts) {
		super();
		this.#ports = ports;
	}

	/** The one that came last first. */
	get list(): readonly Carried[] {
		this.watch();
		return this.#list;
	}

	get busy(): boolean {
		this.watch();
		return this.#running !== undefined;
	}

	/** Another tab may have brought one or handed one in. */
	async load(): Promise<void> {
		if (!this.#isOpen) return;
		this.#list = await carriedFiles(this.#ports.db);
		this.changed();
	}

	/** Keeps the file first and hands it in second: without a network it goes at the next exchange. */
	async take(file: Blob): Promise<Took> {
		if (file.size > parcelLimits.fileBytes) return { ok: false, fault: 'parcel.too-large' };
		const text = await file.text();
		const read = readParcel(text);
		if (!read.ok) return read;
		const { db, now } = this.#ports;
		const id = await idOfFile(text);
		const kept = await keepCarried(db, id, read.value, now().toISOString());
		if (!kept.ok) return { ok: false, fault: kept.problem.code };
		await this.load();
		await this.handInAll();
		return { ok: true, id };
	}

	async remove(id: string): Promise<void> {
		await dropCarried(this.#ports.db, id);
		await this.load();
	}

	/** Hands in what waits. One at a time; a second call waits for the first and goes on from there. */
	async handInAll(): Promise<void> {
		while (this.#running) await this.#running;
		const waiting = (await carriedFiles(this.#ports.db)).filter(({ parts }) => parts.length > 0);
		if (waiting.length === 0 || !this.#isOpen) return;
		this.#running = this.#handIn(waiting.toReversed()).finally(() => (this.#running = undefined));
		this.changed();
		await this.#running;
		await this.load();
	}

	/** The vault closes; what was under way is begun again another time, which is harmless (S-2). */
	close(): void {
		this.#stop.abort();
		this.#list = [];
	}

	/** Resolves when nothing more will be written. */
	async settled(): Promise<void> {
		await this.#running;
	}

	get #isOpen(): boolean {
		return !this.#stop.signal.aborted;
	}

	async #handIn(waiting: readonly Carried[]): Promise<void> {
		for (const file of waiting) {
			if (!this.#isOpen) return;
			const answer = await this.#bring(file);
			// No answer of the server’s: nobody else’s file would fare better now.
			if (!answer || !this.#isOpen) return;
			await settleCarried(this.#ports.db, file.id, answer);
		}
	}

	async #bring({
		header,
		parts
	}: Carried): Promise<{ outcome: HandedIn; fault?: ParcelFault } | undefined> {
		const sum = { applied: 0, refused: 0, known: 0, unjudged: 0, held: 0 };
		for (const [index, sealed] of parts.entries()) {
			const answer = await this.#ports.wire.handIn({ header, index, sealed }, this.#stop.signal);
			if (answer.kind !== 'ok') {
				const fault = faultOf(answer);
				return fault && { outcome: sum, fault };
			}
			sum.applied += answer.value.applied;
			sum.refused += answer.value.refused;
			sum.known += answer.value.known;
			sum.unjudged += answer.value.unjudged;
			sum.held += answer.value.held ?? 0;
		}
		return { outcome: sum };
	}
}

/** Why the server does not take it; undefined when it may be asked again later. */
function faultOf(answer: Failure): ParcelFault | undefined {
	if (answer.kind !== 'refused') return undefined;
	const { code } = answer.problem;
	switch (code) {
		case 'parcel.damaged':
		case 'parcel.locked':
		case 'parcel.no-key':
			return code;
		case 'not-found':
			return 'parcel.foreign';
		case 'request.too-large':
			return 'parcel.too-large';
		case 'request.malformed':
			return 'parcel.damaged';
		default:
			return undefined;
	}
}
