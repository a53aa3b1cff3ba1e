import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineMutation, type Mutation } from '#domain/mutation/mutation';
import type { Trx } from '#server/db/schema';
import { acceptAll } from '#server/sync/accept';
import { systemOf } from '#server/sync/who';

/** A line of the log that says where its past was cut. No device knows it, so no device can send it. */
const restoreCampus = defineMutation({
	name: 'campus.restore',
	args: z.strictObject({ takenAt: z.string(), sha256: z.string() }),

	async run() {}
});

const onlyRestore = new Map([[restoreCampus.name, restoreCampus as unknown as Mutation]]);

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
		await trx
			.updateTable('clock')
			.set({ epoch: randomUUID() })
			.where('campus', '=', campus)
			.execute();
		const change = { id: randomUUID(), name: restoreCampus.name, args: backup, at };
		const { verdicts } = await acceptAll(trx, systemOf(campus), [change], at, onlyRestore);
		if (verdicts[0]?.verdict !== 'applied') throw new Error('the restoration was not logged');
	}
	// Whoever changed his password since is told that the one before holds again.
	await trx.updateTable('account').set({ restored_from: backup.takenAt }).execute();
	return campuses.length;
}
