import type { SyncRequest } from '#domain/protocol/protocol';
import type { App } from '#server/app';
import { noteSetBack } from '#server/backup/new-epoch';
import type { Database, Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { logError } from '#server/log';
import { readReceipt, type LogPosition } from '#server/sync/receipt';
import type { Principal } from '#server/sync/principal';

/**
 * Whether the database knows what the device was told (S-14). A copied-back file, a snapshot or a
 * standby that lagged behind carries the same epoch and a shorter or another log. A receipt sealed by
 * this server’s key that does not fit the log proves that, and begins a new epoch. What cannot be
 * proven, a cursor ahead of the clock or a receipt of another key, is said to the asking device alone.
 */
export async function knowsPast(
	app: App,
	request: SyncRequest,
	principal: Principal
): Promise<boolean> {
	const { receipt, cursor, epoch } = request;
	const { campus } = principal;
	const head = await headOf(app.db, campus);
	if (epoch !== head.epoch) return true;
	const said = receipt && readReceipt(app.receiptKey, campus, receipt);
	if (said?.epoch !== epoch) return cursor <= head.value;
	if (await isInLog(app.db, campus, head, said)) return cursor <= head.value;
	if (!said.isGenuine) return false;
	await beginAnew(app, campus, said);
	return true;
}

interface Head {
	value: number;
	epoch: string;
	log_seq: number;
	log_hash: string;
}

async function headOf(db: Database | Trx, campus: string): Promise<Head> {
	return db
		.selectFrom('clock')
		.select(['value', 'epoch', 'log_seq', 'log_hash'])
		.where('campus', '=', campus)
		.executeTakeFirstOrThrow();
}

async function isInLog(
	db: Database | Trx,
	campus: string,
	{ log_seq, log_hash }: Head,
	{ seq, hash }: LogPosition
): Promise<boolean> {
	if (seq === log_seq) return hash === log_hash;
	if (seq > log_seq) return false;
	if (seq === 0) return hash === '';
	const line = await db
		.selectFrom('change_log')
		.select('hash')
		.where('campus', '=', campus)
		.where('seq', '=', seq)
		.executeTakeFirst();
	return line?.hash === hash;
}

/** Once, whatever number of devices and servers ask: who comes second finds another epoch. */
async function beginAnew(app: App, campus: string, said: LogPosition): Promise<void> {
	const clock = await transact(app.db, async (trx) => {
		await trx
			.updateTable('clock')
			.set((eb) => ({ value: eb.ref('value') }))
			.where('campus', '=', campus)
			.execute();
		const head = await headOf(trx, campus);
		if (head.epoch !== said.epoch || (await isInLog(trx, campus, head, said))) return undefined;
		const { seq: known, cursor } = said;
		const args = { known, cursor, held: head.log_seq };
		return noteSetBack(trx, campus, args, app.now().toISOString());
	});
	if (clock === undefined) return;
	logError('database.set-back', campus, undefined);
	app.bus.tell(campus, clock);
}
