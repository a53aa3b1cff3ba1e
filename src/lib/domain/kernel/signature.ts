import type { Receipt } from '#domain/kernel/receipt';

/** Who did something, where and when; with the receipt once the server has taken it. */
export interface Signature {
	/** The change it was done in. */
	change: string;
	by: string;
	device: string;
	/** By the clock of the author’s device: evidence only. */
	at: string;
	receipt?: Receipt;
}
