import type { Trx } from '#server/db/schema';

export interface ClockRow {
	value: number;
	log_seq: number;
	log_hash: string;
}

/**
 * A write comes first: it takes the row’s lock, so that of two transactions of one campus the second
 * waits here until the first is committed (S-3).
 */
export async function holdClock(trx: Trx, campus: string): Promise<ClockRow> {
	return trx
		.updateTable('clock')
		.set((eb) => ({ value: eb.ref('value') }))
		.where('campus', '=', campus)
		.returning(['value', 'log_seq', 'log_hash'])
		.executeTakeFirstOrThrow();
}
