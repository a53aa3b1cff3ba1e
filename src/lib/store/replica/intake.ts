import type { Result } from '#domain/kernel/problem';
import type { SyncReply } from '#domain/protocol/protocol';
import type { Base } from '#store/replica/base';
import { packsOf, type NewPack } from '#store/disk/disk';
import type { Entry, Kept, State } from '#store/disk/entry';
import { offsetOf } from '#store/replica/corrected-time';
import { anew, newerReceipt } from '#store/replica/history';
import type { Outbox } from '#store/replica/outbox';

/** What the engine lends: where it stands, and its one way to the disk. */
export interface IntakePorts {
	state(): State;
	base(): Base;
	outbox(): Outbox;
	/** Acknowledged changes, to be offered to a server that may have forgotten them (S-14). */
	recalled(): Promise<Result<Kept[]>>;
	write(entry: Entry, packs?: NewPack[]): Promise<Result<void>>;
	/** Whether the disk still holds what memory holds. */
	isHere(): Promise<Result<void>>;
	/** In memory only, until the next entry is written. */
	remember(state: State): void;
}

/** A page of at least so many rows goes straight into packs, so that nothing is written twice. */
const PACKED_FROM = 256;

const done: Result<void> = { ok: true, value: undefined };

/** Takes in what the server says, and compares what is then held with what the server holds (S-13). */
export class Intake {
	/** Parts whose digest differed in the last comparison; empty when all is equal. */
	differing: readonly number[] = [];
	readonly #ports: IntakePorts;

	constructor(ports: IntakePorts) {
		this.#ports = ports;
	}

	/** One answer of the server, and what comparing with it brings to light. */
	async receive(reply: SyncReply, from: number, at: string): Promise<Result<void>> {
		const taken = await this.#take(reply, from, at);
		if (!taken.ok) return taken;
		if (reply.repair && reply.cursor === this.#ports.state().cursor) {
			const mended = await this.#mend(reply.repair);
			if (!mended.ok) return mended;
		}
		this.#compare(reply, at);
		return done;
	}

	/** Only with everything the server spoke of; what differs is asked for again by the caller. */
	#compare({ digest, cursor, epoch }: SyncReply, at: string): void {
		const state = this.#ports.state();
		if (!digest || !state.whole || cursor !== state.cursor || epoch !== state.epoch) return;
		this.differing = this.#ports.base().digest.differing(digest);
		const checked = this.differing.length === 0 ? at : (state.checked ?? null);
		this.#ports.remember({ ...state, checked });
	}

	/** Puts the server’s rows in place of what these parts hold. The outbox is not touched. */
	async #mend({ slices, rows }: NonNullable<SyncReply['repair']>): Promise<Result<void>> {
		const before = this.#ports.state();
		const state = { ...before, repairs: (before.repairs ?? 0) + slices.length };
		const wrong = this.#ports.base().foreign(slices, rows);
		const dropped = await this.#ports.write({ kind: 'reply', verdicts: [], rows: wrong, state });
		if (!dropped.ok) return dropped;
		return this.#ports.write({ kind: 'reply', verdicts: [], rows, state });
	}

	/** Where mending parts did not help: everything is pulled again, the old rows stay meanwhile. */
	startOver(): Promise<Result<void>> {
		const state = { ...this.#ports.state(), ...anew(this.#ports.state()) };
		this.differing = [];
		return this.#ports.write({ kind: 'reply', verdicts: [], rows: [], state });
	}

	/**
	 * Rows, verdicts and cursor of one answer. A server that forgot what it said starts a new full pull,
	 * and is offered again what it acknowledged; the old rows stay meanwhile.
	 */
	async #take(reply: SyncReply, from: number, at: string): Promise<Result<void>> {
		const state = this.#ports.state();
		const verdicts = reply.verdicts;
		const offset = offsetOf(reply.at, at, state.offset);
		const met: State = { ...state, lastExchange: at, serverTime: reply.at, offset };
		if (hasForgotten(reply, from, state, this.#ports.outbox().awaited)) {
			const { epoch, total } = reply;
			const again = { ...met, ...anew(state), receipt: undefined, epoch, total };
			const recalled = await this.#ports.recalled();
			if (!recalled.ok) return recalled;
			const offered = recalled.value;
			return this.#ports.write({
				kind: 'reply',
				verdicts,
				rows: [],
				state: again,
				restored: true,
				offered
			});
		}
		const receipt = newerReceipt(state.receipt, reply.receipt);
		if (from !== state.cursor) {
			return this.#ports.write({ kind: 'reply', verdicts, rows: [], state: { ...met, receipt } });
		}
		const next: State = {
			...met,
			cursor: Math.max(reply.cursor, state.cursor),
			epoch: reply.epoch,
			receipt,
			total: reply.total,
			whole: state.whole || !reply.more
		};
		const rows = reply.rows;
		// Where the state was lost, nobody knows whose word an “applied” of before was (S-14).
		const recalled = state.epoch === null ? await this.#ports.recalled() : undefined;
		if (recalled && !recalled.ok) return recalled;
		const restored = recalled ? { restored: true as const, offered: recalled.value } : {};
		if (rows.length + verdicts.length === 0 && isQuiet(state, next)) {
			// Nothing to keep: a device that only asks does not wear out its disk.
			const here = await this.#ports.isHere();
			if (here.ok) this.#ports.remember(next);
			return here;
		}
		if (rows.length < PACKED_FROM || rows.some((row) => row[3] === null)) {
			return this.#ports.write({ kind: 'reply', verdicts, rows, state: next, ...restored });
		}
		const packs = packsOf(rows, next.generation);
		const ids = packs.map((pack) => pack.id);
		return this.#ports.write(
			{ kind: 'packed', verdicts, packs: ids, state: next, ...restored },
			packs
		);
	}
}

/**
 * A new epoch says so. Without one, a server that does not know what this device was told, answers
 * a cursor with an earlier one, or ends a full pull before a clock value that it gave to a change, was
 * set back and cannot prove it: nothing more is lost by beginning anew.
 */
function hasForgotten(reply: SyncReply, from: number, state: State, awaited: number): boolean {
	const { epoch, cursor, whole } = state;
	if (epoch === null) return false;
	if (reply.epoch !== epoch) return true;
	if (from !== cursor) return false;
	const isShort = !whole && !reply.more && reply.cursor < awaited;
	return reply.unknownPast === true || reply.cursor < cursor || isShort;
}

function isQuiet(before: State, after: State): boolean {
	const { cursor, epoch, total, whole, receipt, offset = 0 } = before;
	return (
		cursor === after.cursor &&
		epoch === after.epoch &&
		total === after.total &&
		whole === after.whole &&
		(receipt === undefined) === (after.receipt === undefined) &&
		offset === (after.offset ?? 0)
	);
}
