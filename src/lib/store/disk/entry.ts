import type { Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { LogReceipt, Verdict, WireRow } from '#domain/protocol/protocol';

/** What the device knows of the server, kept sealed under meta `state`. */
export interface State {
	/** Clock value up to which everything is held. */
	cursor: number;
	epoch: string | null;
	/** The newest one of this epoch; the server reads it, the device never does (S-14). */
	receipt?: LogReceipt | undefined;
	/** Rows in the device’s scope altogether, as the server counted them last. */
	total: number;
	lastExchange: string | null;
	/** Local ISO time at which the digests were last equal (S-13). */
	checked?: string | null;
	/** Parts that had to be loaded again because the digests differed. */
	repairs?: number;
	/** Milliseconds that the server’s clock is ahead of the device’s; absent while they agree. */
	offset?: number;
	/** The server’s own time at that exchange: one of the two clocks that age what is kept for S-14. */
	serverTime?: string;
	/** Counts the full pulls; a row of an older one stays readable until the new one is whole. */
	generation: number;
	/** Whether the current full pull has seen its last page (S-15). */
	whole: boolean;
}

export const firstState: State = {
	cursor: 0,
	epoch: null,
	total: 0,
	lastExchange: null,
	generation: 0,
	whole: false
};

/** A change on this device; `applied` ones only wait for their row, which may come a page later. */
export interface Kept {
	change: Change;
	/** Order of making: journal number × 1000 + place in its entry. */
	seq: number;
	state: 'waiting' | 'refused' | 'applied';
	clock?: number;
	/** Server time at which it was acknowledged. */
	at?: string;
	/** When it was made by the device’s own clock, which `change.at` corrects. */
	made?: string;
	/** Offered to a restored server: the rows held here contain it already, so it is not replayed. */
	again?: true;
	problem?: Problem;
}

/** Acknowledged changes under one seal of their own; opened only when a server was restored (S-14). */
export interface SentPack {
	id: string;
	/** Server time of its newest acknowledgement. */
	newest: string;
	/** When its newest change was made, by the device’s clock; packs of before have none. */
	newestMade?: string;
}

/** One line of the journal. */
export type Entry =
	| { kind: 'made'; changes: Change[]; made?: string }
	| { kind: 'given-up'; id: string }
	| {
			kind: 'reply';
			verdicts: Verdict[];
			rows: WireRow[];
			state: State;
			restored?: true;
			/** With `restored`: acknowledged changes that are offered again. */
			offered?: Kept[];
	  }
	/** Like `reply`, but its rows lie in packs written with it. */
	| {
			kind: 'packed';
			verdicts: Verdict[];
			packs: string[];
			state: State;
			restored?: true;
			offered?: Kept[];
	  }
	/** Left by a fold in place of the last entry it folded: the changes still here. */
	| {
			kind: 'folded';
			kept: Kept[];
			sent?: SentPack[];
			/** Written from the memory of one tab after the storage was emptied. */
			anew?: true;
	  };

export interface Pack {
	generation: number;
	rows: WireRow[];
}

/** Rows under one seal. */
export const PACK_ROWS = 512;
