import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { orgType } from '#domain/codes/org-type';
import { refuse } from '#domain/kernel/problem';
import { freeIdFor } from '#domain/mutations/free-id';
import { defineMutation } from '#domain/mutations/mutation';
import { orgShapes } from '#domain/model/org/org';

/**
 * 新增党组织: below an organisation that the actor’s administrator account covers. Whether its code
 * is free in the whole campus only the server can say (sync/refuse-taken-code.ts).
 */
export const addOrg = defineMutation({
	name: 'org.add',
	args: z.strictObject({
		id: Id,
		...orgShapes,
		type: orgType.schema,
		parentId: Id
	}),

	async run(tx, args, { actor, changeId }) {
		const parent = await tx.get('org', args.parentId);
		if (!parent) refuse({ code: 'record.missing', table: 'org', id: args.parentId });
		if (actor.kind !== 'a') refuse({ code: 'action.forbidden', mutation: 'org.add' });
		const id = await freeIdFor(tx, 'org', args.id, changeId);
		tx.put('org', { ...args, id, path: `${parent.path}${id}/`, touchedBy: changeId });
	}
});
