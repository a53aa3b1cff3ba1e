import type { State } from '#store/disk/entry';
import type { LogReceipt } from '#domain/protocol/protocol';

/** How far the device is with what the server has. */
export interface Progress {
	/** Clock value up to which everything is here. */
	cursor: number;
	epoch: string | null;
	/** What the server said last of its log, to be shown to it again (S-14). */
	receipt: LogReceipt | undefined;
	/** Rows in the scope altogether, and how many of them are here. */
	total: number;
	loaded: number;
	/** Whether the first load is finished; totals and exports wait for it (S-15). */
	whole: boolean;
	/** Local ISO time of the last reply. */
	lastExchange: string | null;
	/** Local ISO time at which the digests were last equal (S-13). */
	checked: string | null;
	/** Parts that had to be loaded again so far. */
	repairs: number;
}

/** `loaded`: how many rows lie on the device. */
export function progressOf(state: State, loaded: number): Progress {
	const { cursor, epoch, receipt, total, whole, lastExchange, checked = null, repairs = 0 } = state;
	return { cursor, epoch, receipt, total, loaded, whole, lastExchange, checked, repairs };
}
