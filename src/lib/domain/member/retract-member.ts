import { z } from 'zod';
import { refuse } from '#domain/kernel/problem';
import { branchFor } from '#domain/member/authority';
import { remembering } from '#domain/member/trail';
import { defineMutation } from '#domain/mutation/mutation';

/** 撤销本次导入 of one row: only while nothing has touched the record since the import brought it. */
export const retractMember = defineMutation({
	name: 'member.retract',
	args: z.strictObject({ id: z.uuid(), importedBy: z.uuid() }),

	async run(tx, { id, importedBy }, context) {
		const member = await tx.get('member', id);
		if (!member) refuse({ code: 'record.missing', table: 'member', id });
		await branchFor(tx, member.branchId, context.actor, 'member.retract');
		if (member.touchedBy !== importedBy) refuse({ code: 'record.touched', table: 'member', id });
		tx.put('member', remembering({ ...member, retracted: '1' }, { kind: 'retracted' }, context));
	}
});
