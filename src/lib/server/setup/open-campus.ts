import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import { Org } from '#domain/model/org/org';
import type { Trx } from '#server/db/schema';
import { acceptAll } from '#server/sync/accept';
import { systemOf, type Principal } from '#server/sync/principal';

/** The first change of a campus: its root. No device knows it, so no device can send it. */
const beginCampus = defineMutation({
	name: 'campus.begin',
	args: z.strictObject({ root: Org }),

	async run(tx, { root }, { changeId }) {
		tx.put('org', { ...root, touchedBy: changeId });
	}
});

const onlyBegin = new Map([[beginCampus.name, beginCampus as unknown as Mutation]]);

export interface Root {
	id: string;
	code: string;
	fullName: string;
	shortName: string;
}

/** Makes clock, root organisation and first log line. Returns the actor that fills the campus. */
export async function openCampus(trx: Trx, root: Root, at: string): Promise<Principal> {
	await trx
		.insertInto('clock')
		.values({ campus: root.id, value: 0, epoch: randomUUID(), log_seq: 0, log_hash: '' })
		.execute();
	const system = systemOf(root.id);
	const row = { ...root, type: '611', parentId: null, path: `/${root.id}/`, touchedBy: '' };
	const change = { id: randomUUID(), name: beginCampus.name, args: { root: row }, at };
	const { verdicts } = await acceptAll(trx, system, [change], at, onlyBegin);
	if (verdicts[0]?.verdict !== 'applied') throw new Error('the campus could not begin');
	return system;
}
