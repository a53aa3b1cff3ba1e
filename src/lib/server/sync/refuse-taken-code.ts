import { refuse } from '#domain/kernel/problem';
import type { Org } from '#domain/model/org/org';
import type { RowBuffer } from '#server/sync/row-buffer';

/**
 * After the mutation and within the same change: no two organisations of a campus have one code, by
 * which accounts are named. The campus clock is held, so of two that come at once the second one sees
 * the first.
 */
export async function refuseTakenCode(buffer: RowBuffer): Promise<void> {
	for (const { table, row } of buffer.running()) {
		if (table !== 'org') continue;
		const { id, code } = row as Org;
		const before = (await buffer.before('org', id)) as Org | undefined;
		if (before?.code === code) continue;
		if (await buffer.hasOtherOrg(id, code)) refuse({ code: 'org.code-taken', orgCode: code });
	}
}
