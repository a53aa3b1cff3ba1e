import { partsOfRowId, rowId } from '#domain/features/roster/row-id';

/** One person’s part of a bulk action: an ordinary change whose id names the action it belongs to. */
export interface BulkChange {
	memberId: string;
	/** Any registered mutation, with its arguments. */
	mutation: { readonly name: string };
	args: unknown;
	changeId: string;
}

/** Rounds from here on are bulk actions; those below belong to imports of a roster. */
export const FIRST_BULK_ROUND = 128;
const LAST_ROUND = 255;

/** The id of the nth change of an action; `batch`: 22 hexadecimal digits that name the action. */
export function bulkChangeId(batch: string, n: number): string {
	return rowId(batch, n, LAST_ROUND, 'change');
}

/** The bulk action a change belongs to: what 修改记录 holds is enough to find it again, anywhere. */
export function batchOf(changeId: string): string | undefined {
	const parts = partsOfRowId(changeId);
	return parts && parts.round >= FIRST_BULK_ROUND ? parts.hash : undefined;
}
