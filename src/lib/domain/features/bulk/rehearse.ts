import { settle, refuse, type Result } from '#domain/kernel/problem';
import { read } from '#domain/kernel/read';
import type { BulkChange } from '#domain/features/bulk/bulk-change';
import type { Member } from '#domain/model/member/member';
import type { Acting, Tx } from '#domain/mutations/mutation';
import { mutations } from '#domain/mutations/registry';

/**
 * What a change would make of the member, by the very mutation that would make it; nothing is
 * written. Undefined: everything is so already.
 */
export function rehearse(
	{ memberId, mutation, args, changeId }: BulkChange,
	get: Tx['get'],
	acting: Acting,
	at: string
): Promise<Result<Member | undefined>> {
	return settle(async () => {
		const known = mutations.get(mutation.name) ?? refuse({ code: 'mutation.unknown', ...mutation });
		let after: Member | undefined;
		const tx: Tx = {
			get,
			put(table, row) {
				if (table === 'member' && row.id === memberId) after = row as Member;
			}
		};
		await known.run(tx, read(known.args, args), { ...acting, changeId, at });
		return after;
	});
}
