import { z } from 'zod';
import { refuse } from '#domain/kernel/problem';
import { defineMutation } from '#domain/mutation/mutation';
import { covers } from '#domain/org/tree';

/** 导出名册 and 打印 leave a line in the log before anything is made. */
export const logExport = defineMutation({
	name: 'roster.export',
	args: z.strictObject({
		id: z.uuid(),
		orgId: z.uuid(),
		columns: z.array(z.string().max(60)).min(1).max(100),
		count: z.int().min(0),
		format: z.enum(['xlsx', 'csv', 'print'])
	}),

	async run(tx, args, { actor, at, changeId }) {
		const org = await tx.get('org', args.orgId);
		if (!org) refuse({ code: 'record.missing', table: 'org', id: args.orgId });
		if (!covers(actor.orgId, org)) refuse({ code: 'action.forbidden', mutation: 'roster.export' });
		tx.put('export', { ...args, by: actor.account, at, touchedBy: changeId });
	}
});
