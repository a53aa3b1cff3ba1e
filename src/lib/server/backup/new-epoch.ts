import { randomUUID } from 'node:crypto';
import type { Trx } from '#server/db/schema';
import { writeOwnLine } from '#server/sync/own-lines';

/**
 * Every campus gets a new epoch: devices then pull from the beginning, and offer again what this
 * server acknowledged and has forgotten (S-14).
 */
export async function beginNewEpoch(
	trx: Trx,
	backup: { takenAt: string; sha256: string },
	at: string
): Promise<number> {
	const campuses = await trx.selectFrom('clock').select('campus').execute();
	for (const { campus } of campuses) {
		await renew(trx, campus);
		await writeOwnLine(trx, campus, 'campus.restore', backup, at);
	}
	// Whoever changed his password since is told that the one before holds again.
	await trx.updateTable('account').set({ restored_from: backup.takenAt }).execute();
	return campuses.length;
}

/** The campus whose database was set back without a word; the caller holds its clock. Its clock after. */
export async function noteSetBack(
	trx: Trx,
	campus: string,
	proof: { known: number; cursor: number; held: number },
	at: string
): Promise<number> {
	await renew(trx, campus);
	return writeOwnLine(trx, campus, 'campus.set-back', proof, at);
}

async function renew(trx: Trx, campus: string): Promise<void> {
	await trx
		.updateTable('clock')
		.set({ epoch: randomUUID() })
		.where('campus', '=', campus)
		.execute();
}
