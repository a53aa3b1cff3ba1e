import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { remembering, remembers } from '#domain/mutations/member/trail';
import type { TrailKind } from '#domain/model/member/trail-entry';
import { defineMutation } from '#domain/mutations/mutation';

/**
 * 撤销本次导入 of one row: only of a record that this very import brought and that nobody has touched
 * since. The record itself says so; `importedBy` only names the import that is meant.
 */
export const retractMember = defineMutation({
	name: 'member.retract',
	args: z.strictObject({ id: Id, importedBy: Id }),

	async run(tx, { id, importedBy }, context) {
		const member = await tx.get('member', id);
		if (!member) refuse({ code: 'record.missing', table: 'member', id });
		if (member.retracted || remembers(member, context.changeId)) return;
		if (member.importedBy !== importedBy || !isAsImported(member))
			refuse({ code: 'record.touched', table: 'member', id });
		tx.put('member', remembering({ ...member, retracted: '1' }, { kind: 'retracted' }, context));
	}
});

/**
 * 恢复 of a record that an undone import withdrew, by the account that withdrew it. The record is
 * again as the import brought it, so the import can be undone once more.
 */
export const reinstateMember = defineMutation({
	name: 'member.reinstate',
	args: z.strictObject({ id: Id }),

	async run(tx, { id }, context) {
		const member = await tx.get('member', id);
		if (!member) refuse({ code: 'record.missing', table: 'member', id });
		if (!member.retracted || remembers(member, context.changeId)) return;
		if (!mayReinstate(member, context.actor.account))
			refuse({ code: 'action.forbidden', mutation: 'member.reinstate' });
		tx.put('member', remembering({ ...member, retracted: '' }, { kind: 'reinstated' }, context));
	}
});

/** Whether the record was withdrawn by this account, as its history says. */
export function mayReinstate({ retracted, trail }: Member, account: string): boolean {
	return retracted === '1' && trail.findLast(({ kind }) => kind === 'retracted')?.by === account;
}

const importing: ReadonlySet<TrailKind> = new Set(['imported', 'retracted', 'reinstated']);

/**
 * Whether an import brought the record and nobody has touched it since: its history knows nothing
 * else, and the last change of the record is the last one of its history.
 */
export function isAsImported({ importedBy, touchedBy, trail }: Member): boolean {
	const [first] = trail;
	return (
		importedBy !== '' &&
		first?.change === importedBy &&
		trail.at(-1)?.change === touchedBy &&
		trail.every(({ kind }) => importing.has(kind))
	);
}
