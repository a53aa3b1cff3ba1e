import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import { lineShape } from '#domain/kernel/text-shape';
import { freeIdFor } from '#domain/mutations/free-id';
import { defineMutation } from '#domain/mutations/mutation';

/** 导出名册 and 打印 leave a line in the log before anything is made. */
export const logExport = defineMutation({
	name: 'roster.export',
	args: z.strictObject({
		id: Id,
		orgId: Id,
		columns: z.array(lineShape(60)).min(1).max(100),
		count: z.int().min(0),
		format: z.enum(['xlsx', 'csv', 'print', 'ics'])
	}),

	async run(tx, args, { actor, at, changeId }) {
		if (!(await tx.get('org', args.orgId)))
			refuse({ code: 'record.missing', table: 'org', id: args.orgId });
		const id = await freeIdFor(tx, 'export', args.id, changeId);
		tx.put('export', { ...args, id, by: actor.account, at, touchedBy: changeId });
	}
});
