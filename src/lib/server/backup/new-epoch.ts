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

/** The same, where nobody said so: a device knew line `known`, and the log ended at line `held`. */
const setBackCampus = defineMutation({
	name: 'campus.set-back',
	args: z.strictObject({ known: z.int(), cursor: z.int(), held: z.int() }),

	async run() {}
});

const onlyOurs = new Map(
	[restoreCampus, setBackCampus].map((one) => [one.name, one as unknown as Mutation])
);

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
	for (const { campus } of campuses) await begin(trx, campus, restoreCampus.name, backup, at);
	// Whoever changed his password since is told that the one before holds again.
	await trx.updateTable('account').set({ restored_from: backup.takenAt }).execute();
	return campuses.length;
}

/** The campus whose database was set back without a word; the caller holds its clock. Its clock after. */
export function noteSetBack(
	trx: Trx,
	campus: string,
	proof: { known: number; cursor: number; held: number },
	at: string
): Promise<number> {
	return begin(trx, campus, setBackCampus.name, proof, at);
}

async function begin(
	trx: Trx,
	campus: string,
	name: string,
	args: Record<string, unknown>,
	at: string
): Promise<number> {
	await trx
		.updateTable('clock')
		.set({ epoch: randomUUID() })
		.where('campus', '=', campus)
		.execute();
	const change = { id: randomUUID(), name, args, at };
	const { verdicts, clock } = await acceptAll(trx, systemOf(campus), [change], at, onlyOurs);
	if (verdicts[0]?.verdict !== 'applied') throw new Error('the restoration was not logged');
	return clock;
}
