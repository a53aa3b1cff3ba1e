import { z } from 'zod';
import { orgType } from '#domain/codes/org-type';
import { refuse } from '#domain/kernel/problem';
import { defineMutation } from '#domain/mutation/mutation';
import { covers } from '#domain/org/tree';

/** 新增党组织: below an organisation that the actor’s administrator account covers. */
export const addOrg = defineMutation({
	name: 'org.add',
	args: z.strictObject({
		id: z.uuid(),
		code: z.string().regex(/^\d{6,20}$/),
		type: orgType.schema,
		fullName: z.string().min(2).max(100),
		shortName: z.string().min(2).max(50),
		parentId: z.uuid()
	}),

	async run(tx, args, { actor, changeId }) {
		const parent = await tx.get('org', args.parentId);
		if (!parent) refuse({ code: 'record.missing', table: 'org', id: args.parentId });
		if (actor.kind !== 'a' || !covers(actor.orgId, parent)) {
			refuse({ code: 'action.forbidden', mutation: 'org.add' });
		}
		if (await tx.get('org', args.id)) refuse({ code: 'record.exists', table: 'org', id: args.id });
		tx.put('org', { ...args, path: `${parent.path}${args.id}/`, touchedBy: changeId });
	}
});
