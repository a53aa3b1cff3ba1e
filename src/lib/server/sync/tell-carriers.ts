import { toldCarriers, type Written } from '#domain/mutations/member/tell-carriers';
import type { Member } from '#domain/model/member/member';
import type { RowBuffer } from '#server/sync/row-buffer';

/**
 * After the mutation and within the same change: every record that shares an ID number with one it
 * wrote is told, so that all of them arrive under one clock value (S-6).
 */
export async function tellCarriers(buffer: RowBuffer): Promise<void> {
	const written: Written[] = [];
	for (const { table, row } of buffer.running()) {
		if (table !== 'member') continue;
		const before = (await buffer.before('member', row.id)) as Member | undefined;
		written.push({ before, after: row as Member });
	}
	const told = await toldCarriers(written, (idNumber) => buffer.carriers(idNumber));
	for (const member of told) buffer.put('member', member);
}
