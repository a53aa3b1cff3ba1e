import { freshId } from '#domain/kernel/fresh-id';
import { refuse } from '#domain/kernel/problem';
import type { VisibleTx } from '#domain/mutations/mutation';
import type { Table } from '#domain/model/tables';

/**
 * The id of a new row. One that the actor’s own row has is refused. One that a row out of sight has
 * blocks nobody and tells nobody that it is held: the new row gets another, which follows from the
 * change.
 */
export async function freeIdFor(
	tx: VisibleTx,
	table: Table,
	id: string,
	changeId: string
): Promise<string> {
	for (let free = id, tries = 0; ; free = freshId(changeId, tries), tries += 1) {
		if (!(await tx.everywhere.get(table, free))) return free;
		if (await tx.get(table, free)) refuse({ code: 'record.exists', table, id });
	}
}
