import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import { chainOf } from '#domain/model/org/tree';
import type { Org } from '#domain/model/org/org';
import type { ExportEntry } from '#domain/model/roster/export-entry';

/** Every synced table and the shape of its rows. */
export interface Rows {
	org: Org;
	member: Member;
	departure: Departure;
	export: ExportEntry;
}
export type Table = keyof Rows;
export const tables = ['org', 'member', 'departure', 'export'] as const satisfies readonly Table[];

/** The organisation a row belongs to; its whole chain sees the row. */
export function homeOf(table: Table, row: Rows[Table]): string {
	switch (table) {
		case 'org':
			return (row as Org).id;
		case 'member':
			return (row as Member).branchId;
		case 'departure':
			return (row as Departure).branchId;
		case 'export':
			return (row as ExportEntry).orgId;
	}
}

/** The organisations that see a row of this home: every one on its chain, from the root down. */
export function seenBy(home: Pick<Org, 'path'>): string[] {
	return chainOf(home);
}
