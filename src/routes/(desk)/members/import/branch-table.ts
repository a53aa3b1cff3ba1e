import { defineCodeTable, type CodeRow, type CodeTable } from '#domain/codes/code-table';
import { orgType } from '#domain/codes/org-type';
import type { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';

/** The branches an account may import into, as a table for the picker, grouped by their committees. */
export function branchTable(orgs: readonly Org[], actorOrgId: string): CodeTable {
	const near = orgs.filter((org) => covers(actorOrgId, org));
	const codes = new Map(near.map((org) => [org.id, org.code]));
	const rows = [...near]
		.sort((a, b) => (a.code < b.code ? -1 : 1))
		.map(({ code, shortName, fullName, type, parentId }): CodeRow => {
			const parent = parentId === null ? undefined : codes.get(parentId);
			return {
				code,
				name: shortName,
				label: fullName,
				...(parent === undefined ? {} : { parent }),
				...(orgType.row(type)?.holdsMembers === true ? {} : { selectable: false as const })
			};
		});
	return defineCodeTable({ name: 'branch', title: '选择党支部', source: '', rows });
}
